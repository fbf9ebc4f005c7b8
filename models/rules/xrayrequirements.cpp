// SPDX-License-Identifier: GPL-3.0-or-later
// What people say of requirements that no rule decides: met on their word alone, or longer ago than it counts.
#include "rules/xrayfamily.h"

#include <algorithm>

using namespace Qt::StringLiterals;
using namespace domain;

namespace rules {
namespace {

constexpr qsizetype NumbersNamed = 8;

class RequirementChecks final : public XrayFamily
{
public:
    RequirementChecks()
        : XrayFamily(u"Answers to requirements"_s,
                     {{u"requirement-without-evidence"_s, Severity::Medium, u"Requirements met on somebody's word alone"_s, u"requirement_unproved"_s,
                       u"{b} of {a} {n=counts|count} as met since {c} says so, without evidence."_s, true},
                      {u"requirement-overdue"_s, Severity::Medium, u"Requirements answered longer ago than the answer counts"_s, u"requirement_overdue"_s,
                       u"{b} of {a}: what {c} answered counted until {d:day}; {n=it is|they are} open again."_s, true}})
    {
    }

    /// Answers of one framework that somebody gave alike are one line.
    Result<void> ask(const XrayCheck &check, XrayContext &context, const Found &found) override
    {
        XrayRow row;
        const auto tell = [&] {
            if (row.requirements.isEmpty())
                return;
            QStringList numbers;
            for (const ListedRequirement &r : std::as_const(row.requirements))
                numbers.append(r.id);
            row.count = numbers.size();
            row.b = numbers.mid(0, NumbersNamed).join(u", "_s);
            if (numbers.size() > NumbersNamed)
                row.b += u" and %1 more"_s.arg(numbers.size() - NumbersNamed);
            found(check, row);
        };
        const Result<void> read = eachXrayRow(context, check.query, {}, [&](store::Statement &s) {
            const ListedRequirement at{s.text(0), s.text(1)};
            if (row.requirements.isEmpty() || row.requirements.constFirst().list != at.list || row.c != s.text(2) || row.d != s.text(3)) {
                tell();
                row = {{{}, {}, {}}, titleOf(at.list, context), {}, s.text(2), s.text(3), 1, {}, {}};
            }
            row.requirements.append(at);
        });
        if (read)
            tell();
        return read;
    }

private:
    static QString titleOf(const QString &list, const XrayContext &context)
    {
        const QString id = list.section(u'@', 0, 0);
        const auto pack = std::find_if(context.packs.cbegin(), context.packs.cend(), [&id](const Pack &p) { return p.id == id; });
        return (pack == context.packs.cend() ? id : pack->title) + (list == id ? QString() : u" ("_s + list.section(u'@', 1) + u')');
    }
};

} // namespace

std::unique_ptr<XrayFamily> makeRequirementChecks() { return std::make_unique<RequirementChecks>(); }

} // namespace rules
