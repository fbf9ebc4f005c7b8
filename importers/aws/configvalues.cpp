// SPDX-License-Identifier: GPL-3.0-or-later
#include "importers/aws/configvalues.h"

#include "importers/aws/arntypes.h"

#include <algorithm>
#include <array>

using namespace Qt::StringLiterals;
using domain::Record;
using domain::Value;
using Ref = importers::JsonTree::Ref;

namespace importers {

std::string_view textOf(Ref value)
{
    return value.isString() || value.isNumber() ? value.text() : std::string_view();
}

std::string_view firstText(Ref object, std::initializer_list<std::string_view> names)
{
    for (const std::string_view name : names) {
        const std::string_view text = textOf(object.member(name));
        if (!text.empty())
            return text;
    }
    return {};
}

std::string_view trimmed(std::string_view text)
{
    const auto blank = [](char c) { return c == ' ' || c == '\t' || c == '\r' || c == '\n'; };
    while (!text.empty() && blank(text.back()))
        text.remove_suffix(1);
    while (!text.empty() && blank(text.front()))
        text.remove_prefix(1);
    return text;
}

std::string_view arnPart(std::string_view arn, int part)
{
    if (arn.substr(0, 4) != "arn:")
        return {};
    for (int i = 0; i < part; ++i) {
        const std::size_t colon = arn.find(':');
        if (colon == std::string_view::npos)
            return {};
        arn.remove_prefix(colon + 1);
    }
    return part == 5 ? arn : arn.substr(0, arn.find(':'));
}

std::string_view typeOfArn(std::string_view arn)
{
    return configTypeOfArn(arnPart(arn, 2), arnPart(arn, 5));
}

QString arnOf(const ConfigIdentity &identity)
{
    if (identity.region.empty() || identity.region == "global" || identity.id.empty())
        return {};
    const std::string_view region = identity.region;
    const std::string_view partition = region.starts_with("cn-")                       ? "aws-cn"
                                       : region.starts_with("us-gov-")                 ? "aws-us-gov"
                                       : region.starts_with("eusc-")                   ? "aws-eusc"
                                       : region.find("-iso") != std::string_view::npos ? std::string_view()
                                                                                       : "aws";
    if (partition.empty())
        return {};
    const auto text = [](std::string_view part) {
        return QString::fromUtf8(part.data(), static_cast<qsizetype>(part.size()));
    };
    if (identity.type == "AWS::S3::Bucket")
        return u"arn:%1:s3:::%2"_s.arg(text(partition), text(identity.id));
    struct Form
    {
        std::string_view type, service, head;
    };
    static constexpr std::array forms = {Form{"AWS::EC2::Instance", "ec2", "instance/"},
                                         Form{"AWS::EC2::Volume", "ec2", "volume/"},
                                         Form{"AWS::Lambda::Function", "lambda", "function:"},
                                         Form{"AWS::DynamoDB::Table", "dynamodb", "table/"},
                                         Form{"AWS::KMS::Key", "kms", "key/"},
                                         Form{"AWS::EFS::FileSystem", "elasticfilesystem", "file-system/"},
                                         Form{"AWS::ECR::Repository", "ecr", "repository/"},
                                         Form{"AWS::EKS::Cluster", "eks", "cluster/"}};
    const auto *form = std::find_if(forms.begin(), forms.end(), [&](const Form &f) { return f.type == identity.type; });
    if (form == forms.end() || identity.account.size() != 12 || identity.id.starts_with("arn:"))
        return {};
    return u"arn:%1:%2:%3:%4:%5%6"_s.arg(text(partition), text(form->service), text(region), text(identity.account),
                                         text(form->head), text(identity.id));
}

QString qt(std::string_view text)
{
    return QString::fromUtf8(text.data(), static_cast<qsizetype>(text.size()));
}

QString nameOf(const ConfigIdentity &identity)
{
    if (!identity.id.empty() && !identity.id.starts_with("arn:"))
        return qt(identity.id);
    const std::string_view resource = arnPart(identity.arn, 5);
    const std::size_t cut = resource.find_last_of("/:");
    return qt(cut == std::string_view::npos ? resource : resource.substr(cut + 1));
}

void put(Record &record, const QString &attr, Value value)
{
    record.fields.append({attr, std::move(value)});
}

void putText(Record &record, const QString &attr, std::string_view text)
{
    if (!text.empty())
        put(record, attr, qt(text));
}

void putFirst(Record &record, const QString &attr, Value value)
{
    const bool there = std::any_of(record.fields.cbegin(), record.fields.cend(),
                                   [&](const domain::Field &f) { return f.attr == attr; });
    if (!there)
        put(record, attr, std::move(value));
}

const QString &providerOf(const ConfigIdentity &identity)
{
    static const QString aws = u"aws"_s;
    static const QString sovereign = u"aws-esc"_s;
    const bool european = arnPart(identity.arn, 1) == "aws-eusc" || identity.region.starts_with("eusc-");
    return european ? sovereign : aws;
}

} // namespace importers
