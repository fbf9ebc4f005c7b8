// SPDX-License-Identifier: GPL-3.0-or-later
#include "importers/aws/iamdetails.h"

#include "importers/aws/arn.h"
#include "importers/aws/iamreader.h"
#include "importers/fieldforms.h"
#include "importers/jsonmembers.h"

#include <nlohmann/json.hpp>

#include <algorithm>
#include <array>
#include <iterator>

namespace importers {

using namespace Qt::StringLiterals;
using nlohmann::json;

namespace {

struct ListName
{
    const char *name;
    IamReader::List list;
};
constexpr ListName lists[] = {{"UserDetailList", IamReader::List::Users},
                              {"GroupDetailList", IamReader::List::Groups},
                              {"RoleDetailList", IamReader::List::Roles},
                              {"Policies", IamReader::List::Policies}};

constexpr std::array iamForms = {
    FieldForm{"UserName", TextForm},
    FieldForm{"GroupName", TextForm},
    FieldForm{"RoleName", TextForm},
    FieldForm{"CreateDate", TextForm | NumberForm},
    FieldForm{"PasswordLastUsed", TextForm | NumberForm},
    FieldForm{"RoleLastUsed", ObjectForm},
    FieldForm{"GroupList", ListForm | TextForm},
    FieldForm{"UserPolicyList", ListForm | ObjectForm},
    FieldForm{"GroupPolicyList", ListForm | ObjectForm},
    FieldForm{"RolePolicyList", ListForm | ObjectForm},
    FieldForm{"AttachedManagedPolicies", ListForm | ObjectForm}, // an object in an example of the documentation
    FieldForm{"AssumeRolePolicyDocument", ObjectForm | TextForm},
    FieldForm{"Tags", ListForm | ObjectForm},
};

} // namespace

QString IamDetails::id() const
{
    return u"aws-iam-details"_s;
}

QString IamDetails::displayName() const
{
    return u"AWS IAM account authorization details"_s;
}

int IamDetails::score(const json &root) const
{
    int found = 0;
    for (const ListName &list : lists)
        found += static_cast<int>(member(root, list.name).is_array());
    // "Policies" alone is also the answer of list-policies.
    if (found == 1 && member(root, "Policies").is_array())
        return 0;
    return found;
}

domain::SourceHeader IamDetails::header(const json &root, const Source &source) const
{
    domain::SourceHeader header;
    for (const ListName &list : lists) {
        for (const json *item : elements(member(root, list.name))) {
            const auto arn = Arn::fromText(text(*item, "Arn"));
            if (arn && !arn->account.isEmpty() && arn->account != "aws"_L1) {
                header.scope = arn->account;
                break;
            }
        }
        if (!header.scope.isEmpty())
            break;
    }
    if (header.scope.isEmpty())
        header.scope = source.probe.fileName;
    header.rank = domain::SourceRank::LiveInventory;
    return header;
}

bool IamDetails::mayCut(std::string_view pointer) const
{
    return std::any_of(std::begin(lists), std::end(lists), [&](const ListName &list) { return nameOf(pointer) == list.name; });
}

domain::Result<void> IamDetails::readPages(const Pages &pages, qint64 &ordinal, domain::RecordSink &sink, domain::JobContext &context) const
{
    IamReader reader(sink, u"aws-iam-details/1"_s);
    // What a page holds counts for all pages: the API ends a page wherever it is full.
    auto done = pages.each([&](const Page &page) -> domain::Result<void> {
        for (const ListName &list : lists) {
            for (const json *item : elements(member(*page.root, list.name)))
                reader.index(*item, list.list);
        }
        return {};
    });
    if (!done)
        return done;
    // Every account has roles, and policies that are attached to them: a list without is what --filter leaves.
    if (!reader.hasIndexed(IamReader::List::Roles) || !reader.hasIndexed(IamReader::List::Policies)) {
        sink.markSelection();
        sink.diagnostic({u"part-of-account"_s, domain::DiagnosticLevel::Info, {},
                         u"no %1 are in the file, as with --filter: what it lacks is not taken for gone"_s.arg(
                             reader.hasIndexed(IamReader::List::Roles) ? u"policies"_s : u"roles"_s)});
    }
    FieldForms forms(iamForms, sink);
    json copy;
    return pages.each([&](const Page &page) -> domain::Result<void> {
        for (const ListName &list : lists) {
            const json &items = member(*page.root, list.name);
            qsizetype index = page.first(items);
            for (const json *item : elements(items)) {
                if (ordinal % 500 == 0) {
                    if (context.isCancelled())
                        return domain::Error{domain::ErrorCode::Cancelled, {}, page.pointer};
                    context.progress(ordinal, 0, {});
                }
                const QString where = page.pointer + u'/' + QLatin1String(list.name) + u'/' + QString::number(index++);
                sink.beginRecord(ordinal++, where);
                if (forms.isTextOrMissing(*item, "Arn", where))
                    reader.read(forms.sound(*item, where, copy), list.list, where);
            }
        }
        return {};
    });
}

} // namespace importers
