// SPDX-License-Identifier: GPL-3.0-or-later
#include "domain/certificatescheme.h"

#include "domain/foldedtext.h"

#include <QHash>
#include <QList>
#include <QRegularExpression>
#include <QStringList>

using namespace Qt::StringLiterals;

namespace domain {
namespace {

/// Longer texts describe something; they name no scheme.
constexpr qsizetype longestName = 120;

/// Schemes by the words that name them; each without the issuer, which `issuers` has.
const QHash<QString, QString> &schemes()
{
    static const QHash<QString, QString> all = [] {
        QHash<QString, QString> out;
        const auto add = [&out](const QString &scheme, const QStringList &forms) {
            for (const QString &form : forms)
                out.insert(form, scheme);
        };
        for (const QString &number : {u"9001"_s, u"20000"_s, u"22301"_s, u"27001"_s, u"27017"_s, u"27018"_s, u"27701"_s, u"42001"_s})
            add(u"ISO"_s + number, {number, u"iso"_s + number, u"iec"_s + number, number + u" 1"_s});
        add(u"SECNUMCLOUD"_s, {u"secnumcloud"_s, u"sec num cloud"_s, u"snc"_s});
        add(u"HDS"_s, {u"hds"_s, u"hebergeur de donnees de sante"_s, u"hebergement de donnees de sante"_s});
        add(u"ENS"_s, {u"ens"_s, u"esquema nacional de seguridad"_s});
        add(u"C5"_s, {u"c5"_s, u"bsic5"_s, u"cloud computing compliance criteria catalogue"_s, u"cloud computing compliance controls catalogue"_s});
        add(u"SOC1"_s, {u"soc1"_s, u"soc 1"_s});
        add(u"SOC2"_s, {u"soc2"_s, u"soc 2"_s});
        add(u"SOC3"_s, {u"soc3"_s, u"soc 3"_s});
        add(u"EUCS"_s, {u"eucs"_s});
        add(u"EUCC"_s, {u"eucc"_s});
        add(u"EUMSS"_s, {u"eumss"_s});
        add(u"EU5G"_s, {u"eu5g"_s, u"eu 5g"_s});
        add(u"PCI_DSS"_s, {u"pcidss"_s, u"pci dss"_s, u"pci"_s});
        add(u"CSA_STAR"_s, {u"csastar"_s, u"csa star"_s, u"star"_s});
        add(u"FEDRAMP"_s, {u"fedramp"_s});
        add(u"CMMC"_s, {u"cmmc"_s});
        add(u"ACN"_s, {u"acn"_s});
        add(u"IRAP"_s, {u"irap"_s});
        add(u"ISMAP"_s, {u"ismap"_s});
        add(u"ISMAP_LIU"_s, {u"ismapliu"_s, u"ismap liu"_s});
        add(u"CSAP"_s, {u"csap"_s});
        add(u"MTCS"_s, {u"mtcs"_s, u"mtcs ss 584"_s, u"ss 584"_s, u"ss584"_s, u"mtcs ss584"_s});
        add(u"HCF"_s, {u"hcf"_s});
        add(u"HCF_STRATEGIC"_s, {u"hcf strategic"_s, u"hcfstrategic"_s});
        add(u"HCF_ASSURED"_s, {u"hcf assured"_s, u"hcfassured"_s});
        add(u"DESC_CSP"_s, {u"desc csp"_s, u"desccsp"_s});
        add(u"DESC"_s, {u"desc"_s});
        add(u"CCCS_PBMM"_s, {u"cccs pbmm"_s, u"cccspbmm"_s});
        add(u"CCCS_MEDIUM"_s, {u"cccs medium"_s, u"cccsmedium"_s});
        add(u"PBMM"_s, {u"pbmm"_s});
        for (const QString &number : {u"3000"_s, u"3402"_s})
            add(u"ISAE"_s + number, {u"isae"_s + number, u"isae "_s + number});
        add(u"TISAX"_s, {u"tisax"_s});
        add(u"CYBER_ESSENTIALS"_s, {u"cyber essentials"_s});
        return out;
    }();
    return all;
}

const QStringList &issuers()
{
    static const QStringList all{u"anssi"_s, u"bsi"_s, u"iso"_s, u"iec"_s, u"din"_s, u"en"_s, u"bs"_s, u"nf"_s, u"une"_s, u"uni"_s, u"aicpa"_s, u"ccn"_s, u"asip"_s, u"ans"_s, u"enisa"_s};
    return all;
}

/// Words that name the paper and not what it attests.
const QStringList &papers()
{
    static const QStringList all{u"certificate"_s, u"certification"_s, u"certified"_s, u"attestation"_s, u"testat"_s, u"zertifikat"_s, u"certificat"_s, u"certificado"_s, u"certificato"_s,
                                 u"qualification"_s, u"qualified"_s, u"qualifie"_s, u"report"_s, u"bericht"_s, u"rapport"_s, u"version"_s, u"edition"_s, u"rev"_s, u"v"_s,
                                 u"level"_s, u"nivel"_s, u"niveau"_s, u"categoria"_s, u"livello"_s, u"stufe"_s};
    return all;
}

/// Levels that schemes have, as they are written of them.
bool isLevel(const QString &scheme, const QString &word)
{
    static const QHash<QString, QStringList> levels{
        {u"ENS"_s, {u"alto"_s, u"alta"_s, u"medio"_s, u"media"_s, u"basico"_s, u"basica"_s, u"high"_s, u"medium"_s, u"basic"_s, u"low"_s}},
        {u"EUCS"_s, {u"basic"_s, u"substantial"_s, u"high"_s}},
        {u"EUCC"_s, {u"substantial"_s, u"high"_s}},
        {u"FEDRAMP"_s, {u"low"_s, u"moderate"_s, u"high"_s}},
        {u"CSAP"_s, {u"low"_s, u"medium"_s, u"high"_s}},
        {u"ACN"_s, {u"qc1"_s, u"qc2"_s, u"qc3"_s, u"qc4"_s, u"qi1"_s, u"qi2"_s, u"qi3"_s, u"qi4"_s}},
    };
    return levels.value(scheme).contains(word);
}

/// What names a scheme that is not known without case, blanks, signs and edition: "OWNSCHEME".
QString plainName(const QString &written)
{
    QString plain = written.section(u':', 0, 0).toUpper();
    for (const QString &piece : {u" "_s, u"_"_s, u"-"_s, u"/IEC"_s})
        plain.remove(piece);
    return plain;
}

bool readType(const QString &word, const QString &next, CertificateScheme &out, qsizetype &used)
{
    static const QStringList type{u"type"_s, u"typ"_s, u"tipo"_s};
    static const QHash<QString, QString> numbers{{u"1"_s, u"type1"_s}, {u"i"_s, u"type1"_s}, {u"2"_s, u"type2"_s}, {u"ii"_s, u"type2"_s}};
    for (const QString &name : type) {
        const bool joined = word != name && word.startsWith(name);
        const QString said = numbers.value(word == name ? next : joined ? word.sliced(name.size()) : QString());
        if (said.isEmpty())
            continue;
        out.reportType = said;
        used = joined ? 1 : 2;
        return true;
    }
    return false;
}

CertificateScheme read(const QString &written)
{
    CertificateScheme out;
    out.scheme = plainName(written);
    if (written.size() > longestName)
        return out;
    // What a sign of its own says otherwise ("CMMC 2+", "C5?") is not read.
    static const QRegularExpression strange(u"[^\\p{L}\\p{N}\\s.,:;/_()\\[\\]\u2013\u2014-]"_s), between(u"[^\\p{L}\\p{N}.]+"_s), ofSentence(u"(?<!\\d)\\.|\\.(?!\\d)"_s);
    const QString text = folded(written);
    if (text.contains(strange))
        return out;
    const QStringList words = QString(text).replace(ofSentence, u" "_s).split(between, Qt::SkipEmptyParts);
    // The scheme: of those that are named the longest; another one beside it leaves the text unread below.
    qsizetype begin = -1;
    qsizetype length = 0;
    for (qsizetype i = 0; i < words.size(); ++i) {
        for (qsizetype n = qMin<qsizetype>(6, words.size() - i); n > length; --n) {
            if (schemes().contains(words.mid(i, n).join(u' '))) {
                begin = i;
                length = n;
                break;
            }
        }
    }
    if (begin < 0)
        return out;
    CertificateScheme found;
    found.scheme = schemes().value(words.mid(begin, length).join(u' '));
    static const QRegularExpression number(u"^v?(\\d{1,2}(?:\\.\\d{1,2}){0,2}|(?:19|20)\\d\\d)$"_s);
    QStringList rest = words.mid(0, begin) + words.mid(begin + length);
    bool ofLevel = false;
    for (qsizetype i = 0; i < rest.size();) {
        const QString word = rest.at(i);
        qsizetype used = 1;
        const auto edition = number.match(word);
        if (readType(word, rest.value(i + 1), found, used)) {
        } else if (isLevel(found.scheme, word) && found.level.isEmpty()) {
            found.level = word;
        } else if (edition.hasMatch() && ofLevel && found.level.isEmpty()) {
            found.level = word;
        } else if (edition.hasMatch() && found.version.isEmpty()) {
            found.version = edition.captured(1);
        } else if (!papers().contains(word) && !issuers().contains(word)) {
            return out;
        }
        ofLevel = word == "level"_L1 || word == "stufe"_L1 || word == "niveau"_L1 || word == "nivel"_L1;
        i += used;
    }
    found.isKnown = true;
    return found;
}

} // namespace

CertificateScheme certificateScheme(const QString &written)
{
    // The same few names come again for every certificate that is looked at.
    static thread_local QHash<QString, CertificateScheme> known;
    const auto it = known.constFind(written);
    if (it != known.constEnd())
        return *it;
    if (known.size() > 1000)
        known.clear();
    return *known.insert(written, read(written));
}

} // namespace domain
