// SPDX-License-Identifier: GPL-3.0-or-later
// What free texts say: that something is there, that it is not or only planned, and where only a person can tell; whole words, not parts of others.
#include "rules/statedwords.h"
#include "rules/second/saysso.h"
#include "support/testmain.h"

#include <QTest>

#include <optional>

namespace tst_statedwords {

using namespace Qt::StringLiterals;
using rules::Stated;

class TestStatedWords : public QObject
{
    Q_OBJECT

private slots:
    void reading_data()
    {
        QTest::addColumn<QString>("text");
        QTest::addColumn<QStringList>("phrases");
        QTest::addColumn<QStringList>("butNot");
        QTest::addColumn<Stated>("says");
        QStringList phrases, butNot;
        const auto row = [&](const char *text, Stated says) { QTest::newRow(text) << QString::fromUtf8(text) << phrases << butNot << says; };
        phrases = {u"encrypt*"_s, u"verschlüsselt"_s, u"chiffr*"_s};
        for (const char *text : {"Encryption", "Encrypted backup in Luxembourg", "encrypted at rest and in transit", "VERSCHLUSSELT", "chiffrement AES-256", "TLS; encrypted with own keys",
                                 "AES-256 encryption (keys in Switzerland)"})
            row(text, Stated::Affirmed);
        for (const char *text : {"not encrypted", "No encryption", "encryption: none", "encryption planned", "encryption is planned for 2027", "Encryption not yet in place", "planned encryption",
                                 "to be encrypted", "will be encrypted", "non-encrypted", "noch nicht verschlüsselt", "pas de chiffrement", "without any encryption", "none", "n/a", "TBD", "To be decided",
                                 "no pseudonyms", "encryption missing", "No client encryption at rest", "no encryption possible"})
            row(text, Stated::Denied);
        for (const char *text : {"encrypted, but not for administrators", "no encryption keys abroad", "not readable since encrypted", "partly encrypted", "could be encrypted", "Encrypted. Not yet tested.",
                                 "not only encrypted", "encryption is not what keeps them out of it"})
            row(text, Stated::Unclear);
        for (const char *text : {"unencrypted", "Split processing", "", "TLS"})
            row(text, Stated::Unmentioned);
        phrases = {u"BSI"_s, u"CSIRT"_s, u"competent authority"_s, u"CERT.at"_s};
        for (const char *text : {"BSI", "CSIRT: soc@example.org", "National CSIRT", "Competent Authority, portal", "team@cert.at"})
            row(text, Stated::Affirmed);
        for (const char *text : {"BSI: not yet registered", "CSIRT contact missing", "No CSIRT"})
            row(text, Stated::Denied);
        row("BSI, not yet registered", Stated::Unclear);
        row("BSI. Planned.", Stated::Unclear);
        row("Police", Stated::Unmentioned);
        row("FBSI", Stated::Unmentioned);
        phrases = {u"intimate imag*"_s};
        row("Non-consensual intimate imagery", Stated::Unclear);
        phrases = {u"^cert eu"_s, u"^csirt*"_s};
        row("CERT-EU", Stated::Affirmed);
        row("CSIRTs of the sector", Stated::Affirmed);
        row("Our supplier's CSIRT", Stated::Unmentioned);
        row("Police. CSIRT", Stated::Unmentioned);
        phrases = {u"bank"_s, u"banks"_s, u"banking"_s, u"*bank"_s, u"credit*"_s, u"*kredit*"_s, u"emotion*"_s};
        butNot = {u"blood bank*"_s, u"blood banking"_s, u"datenbank"_s};
        for (const char *text : {"Banking", "Investmentbank", "Bank, insurance", "Creditworthiness", "Konsumkreditprüfung", "Emotionserkennung", "émotions", "blood bank and bank"})
            row(text, Stated::Affirmed);
        for (const char *text : {"Blood bank", "Datenbank", "Accreditation of journalists", "promotion or demotion", "Bankruptcy", "blood banking"})
            row(text, Stated::Unmentioned);
        row("non-banking", Stated::Denied);
    }

    void reading()
    {
        QFETCH(QString, text);
        QFETCH(QStringList, phrases);
        QFETCH(QStringList, butNot);
        QFETCH(Stated, says);
        QCOMPARE(rules::stated(text, phrases, butNot), says);
        // The other reading, made with other means, agrees.
        QCOMPARE(second::saysSo(text, phrases, butNot), says == Stated::Unclear ? std::nullopt : std::optional(says == Stated::Affirmed));
        QCOMPARE(second::isUnmentioned(text, phrases, butNot), says == Stated::Unmentioned);
    }
};

BAILIWICK_TEST(QCoreApplication, TestStatedWords)

} // namespace tst_statedwords



#include "tst_statedwords.moc"
