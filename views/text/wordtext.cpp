// SPDX-License-Identifier: GPL-3.0-or-later
#include "text/wordtext.h"

#include "domain/valueword.h"

#include <QHash>
#include <QRegularExpression>
#include <QStringList>

using namespace Qt::StringLiterals;

namespace text {
namespace {

struct ResourcePath
{
    QString type, id, region, account;
};

// arn:PARTITION:SERVICE:REGION:ACCOUNT:TYPE/ID or TYPE:ID, and /subscriptions/ACCOUNT/.../providers/NAMESPACE/TYPE/ID.
ResourcePath pathOf(const QString &text)
{
    ResourcePath out;
    if (text.startsWith(u"arn:"_s)) {
        QString rest = text.section(u':', 5);
        out.region = text.section(u':', 3, 3);
        out.account = text.section(u':', 4, 4);
        const qsizetype cut = rest.indexOf(QRegularExpression(u"[/:]"_s));
        if (cut > 0)
            out.type = rest.left(cut);
        else
            out.type = text.section(u':', 2, 2);
        out.id = rest.section(QRegularExpression(u"[/:]"_s), -1);
        // A load balancer's name stands before its id.
        const QStringList parts = rest.split(u'/');
        if (out.type == u"loadbalancer"_s && parts.size() == 4)
            out.id = parts.at(2);
    } else if (text.startsWith(u"/subscriptions/"_s, Qt::CaseInsensitive)) {
        const QStringList parts = text.split(u'/', Qt::SkipEmptyParts);
        out.account = parts.value(1);
        out.type = parts.value(parts.size() - 2);
        out.id = parts.constLast();
    }
    out.type.replace(u'-', u' ');
    return out;
}

} // namespace

QString valueWord(const QString &code)
{
    if (code.startsWith(u"AWS::"_s))
        return code.section(u"::"_s, 1).replace(u"::"_s, u" "_s);
    return domain::valueWord(code);
}

QString middleElided(const QString &word, int most)
{
    if (word.size() <= most || most < 5)
        return word;
    const int tail = (most - 1) * 2 / 5;
    return word.left(most - 1 - tail) + u'…' + word.right(tail);
}

QString shownName(const QString &name, const QString &key)
{
    const QString given = name.isEmpty() ? key : name;
    const ResourcePath path = pathOf(given);
    if (path.id.isEmpty())
        return given;
    return path.type.isEmpty() ? middleElided(path.id, 24) : path.type + u' ' + middleElided(path.id, 24);
}

QString fileWords(const QString &path)
{
    QStringList parts = path.split(u"!/"_s);
    parts.first() = parts.constFirst().section(u'/', -1);
    if (parts.size() == 1)
        return parts.constFirst();
    // The members of one archive differ in their last part, which must not fall to a narrow column.
    const QString member = parts.takeLast();
    if (const QString folder = member.section(u'/', 0, -2); !folder.isEmpty())
        parts.append(folder);
    return u"%1 (%2)"_s.arg(member.section(u'/', -1), parts.join(u", "_s));
}

QString nameHint(const QString &key)
{
    const ResourcePath path = pathOf(key);
    if (path.id.isEmpty())
        return {};
    QStringList parts = {path.region, path.type, path.account};
    parts.removeAll(QString());
    return parts.join(u", "_s);
}

QString shortFramework(const QString &id, const QString &title)
{
    // What those who work with them call them; a country stands with what only it knows.
    static const QHash<QString, QString> names = {{u"acn"_s, u"ACN (Italy)"_s}, {u"ae-pdpl"_s, u"UAE data law"_s}, {u"au-privacy-apra"_s, u"Privacy Act, APRA"_s},
        {u"bank-law"_s, u"Bank group law"_s}, {u"br-lgpd"_s, u"LGPD (Brazil)"_s}, {u"bsi-c3a"_s, u"BSI C3A"_s}, {u"bsi-c5"_s, u"BSI C5"_s},
        {u"ca-privacy"_s, u"PIPEDA, Law 25"_s}, {u"ch-fadp"_s, u"Swiss FADP"_s}, {u"cmmc"_s, u"CMMC"_s}, {u"cn-data"_s, u"PIPL, DSL (China)"_s},
        {u"csa"_s, u"CSA CCM, STAR"_s}, {u"doj-dsp"_s, u"US bulk data"_s}, {u"ens"_s, u"ENS (Spain)"_s}, {u"eu-ai-act"_s, u"EU AI Act"_s},
        {u"eu-cada"_s, u"CADA (proposal)"_s}, {u"eu-data-act"_s, u"Data Act"_s}, {u"eucs"_s, u"EUCS (draft)"_s}, {u"fedramp"_s, u"FedRAMP"_s},
        {u"hds"_s, u"HDS (France)"_s}, {u"id-pdp"_s, u"PDP (Indonesia)"_s}, {u"in-dpdp"_s, u"DPDP, RBI (India)"_s}, {u"iso-27001"_s, u"ISO 27001"_s},
        {u"iso-27017"_s, u"ISO 27017, 27018"_s}, {u"iso-27701"_s, u"ISO 27701"_s}, {u"iso-42001"_s, u"ISO 42001"_s}, {u"itar-ear"_s, u"ITAR, EAR"_s},
        {u"jp-appi-ismap"_s, u"APPI, ISMAP"_s}, {u"kr-pipa-ai"_s, u"PIPA, AI Act (KR)"_s}, {u"nis2"_s, u"NIS2"_s}, {u"nist-ai-rmf"_s, u"NIST AI RMF"_s},
        {u"pci-dss"_s, u"PCI DSS"_s}, {u"ru-242"_s, u"242-FZ (Russia)"_s}, {u"sa-pdpl-nca"_s, u"PDPL, NCA (Saudi)"_s}, {u"secnumcloud"_s, u"SecNumCloud"_s},
        {u"sg-pdpa-mtcs"_s, u"PDPA (Singapore)"_s}, {u"soc2"_s, u"SOC 2"_s}, {u"uk-gdpr"_s, u"UK GDPR"_s}, {u"us-foreign-access"_s, u"Reach of US law"_s},
        {u"vn-data"_s, u"Vietnam data law"_s}, {u"za-popia"_s, u"POPIA (S. Africa)"_s}};
    if (const QString name = names.value(id); !name.isEmpty())
        return name;
    if (!title.isEmpty() && title.size() <= 18)
        return title;
    QString out = id.toUpper();
    return out.replace(u'-', u' ').replace(u'_', u' ');
}

QString clauseLabel(const QString &framework, const QString &clause)
{
    if (clause.isEmpty())
        return framework;
    if (clause.startsWith(u"Theme: "_s))
        return framework + u": "_s + clause.mid(7);
    return framework + u' ' + clause;
}

QString confidenceWord(const QString &tag)
{
    if (tag == u"V"_s)
        return u"verified"_s;
    return tag == u"V/K"_s ? u"partly verified"_s : u"unverified"_s;
}

} // namespace text
