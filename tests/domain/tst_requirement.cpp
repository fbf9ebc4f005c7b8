// SPDX-License-Identifier: GPL-3.0-or-later
// How other tools write requirements, and which clause of a rule they speak of.
#include "domain/requirement.h"
#include "support/testmain.h"

#include <QTest>

namespace tst_requirement {

using namespace Qt::StringLiterals;
using domain::SameRequirement;

class TestRequirement : public QObject
{
    Q_OBJECT

private slots:
    void names_data()
    {
        QTest::addColumn<QString>("framework");
        QTest::addColumn<QString>("id");
        QTest::addColumn<QString>("name");
        QTest::newRow("GDPR as Prowler has it") << u"GDPR"_s << u"article_25"_s << u"gdpr: Art. 25"_s;
        QTest::newRow("a paragraph") << u"GDPR"_s << u"article_32_1_b"_s << u"gdpr: Art. 32(1)(b)"_s;
        QTest::newRow("an article in words") << u"gdpr"_s << u"Article 30"_s << u"gdpr: Art. 30"_s;
        QTest::newRow("the framework's name before it") << u"gdpr"_s << u"gdpr_article_25"_s << u"gdpr: Art. 25"_s;
        QTest::newRow("DORA") << u"DORA-2022/2554"_s << u"DORA-Art28"_s << u"dora: Art. 28"_s;
        QTest::newRow("NIS2, the annex of the implementing regulation") << u"NIS2"_s << u"1.1.1.a"_s << u"nis2: Annex 1.1.1.a"_s;
        QTest::newRow("ISO 27001 of 2022") << u"ISO27001-2022"_s << u"A.5.1"_s << u"iso-27001: A.5.1"_s;
        QTest::newRow("ISO 27001 of 2013 has other numbers") << u"ISO27001-2013"_s << u"A.9.1"_s << u"ISO27001-2013: A.9.1"_s;
        QTest::newRow("SOC 2") << u"SOC2"_s << u"cc_1_3"_s << u"soc2: CC1.3"_s;
        QTest::newRow("SOC 2, availability") << u"SOC2"_s << u"cc_a_1_2"_s << u"soc2: A1.2"_s;
        QTest::newRow("SOC 2, confidentiality") << u"SOC2"_s << u"cc_c_1_1"_s << u"soc2: C1.1"_s;
        QTest::newRow("FedRAMP") << u"FedRAMP-Moderate-Revision-4"_s << u"ac-17-1"_s << u"fedramp: AC-17(1)"_s;
        QTest::newRow("FedRAMP, an item") << u"FedRAMP-Moderate-Revision-4"_s << u"ac-2-f"_s << u"fedramp: AC-2"_s;
        QTest::newRow("HIPAA") << u"HIPAA"_s << u"164_308_a_1_ii_a"_s << u"hipaa: 164.308(a)(1)(ii)(A)"_s;
        QTest::newRow("C5") << u"C5-2025"_s << u"OIS-01.01B"_s << u"bsi-c5: OIS-01.01B"_s;
        QTest::newRow("ENS") << u"ENS-RD2022"_s << u"op.acc.1.aws.iam.2"_s << u"ens: op.acc.1.aws.iam.2"_s;
        QTest::newRow("PCI DSS 4") << u"PCI DSS v4.0.1"_s << u"8.4.2"_s << u"pci-dss: 8.4.2"_s;
        QTest::newRow("PCI DSS 3 has other numbers") << u"PCI-3.2.1"_s << u"8.3"_s << u"PCI-3.2.1: 8.3"_s;
        QTest::newRow("PCI DSS without an edition") << u"PCI DSS"_s << u"1.2.1"_s << u"PCI DSS: 1.2.1"_s;
        QTest::newRow("NIST is not NIS2") << u"NIST-800-53-Revision-5"_s << u"ac_2"_s << u"NIST-800-53-Revision-5: ac_2"_s;
        QTest::newRow("a framework of its own") << u"CIS-1.4"_s << u"1.20"_s << u"CIS-1.4: 1.20"_s;
        QTest::newRow("a framework as a whole") << u"GDPR"_s << QString() << u"gdpr"_s;
    }
    void names()
    {
        QFETCH(const QString, framework);
        QFETCH(const QString, id);
        QFETCH(const QString, name);
        const domain::RequirementName made = domain::requirementName(framework, id);
        QCOMPARE(made.text(), name);
        QCOMPARE(domain::RequirementName::fromText(name), made);
    }

    void clauses_data()
    {
        QTest::addColumn<QString>("clause");
        QTest::addColumn<QString>("id");
        QTest::addColumn<SameRequirement>("same");
        const auto yes = SameRequirement::Article;
        const auto no = SameRequirement::No;
        const auto whole = SameRequirement::Framework;
        QTest::newRow("the article") << u"Art. 32"_s << u"Art. 32"_s << yes;
        QTest::newRow("a paragraph of it") << u"Art. 32(1)(b)"_s << u"Art. 32"_s << yes;
        QTest::newRow("another") << u"Art. 32"_s << u"Art. 25"_s << no;
        QTest::newRow("a paragraph's number is no article") << u"Art. 45(5)"_s << u"Art. 5"_s << no;
        QTest::newRow("within a range") << u"Art. 44-46"_s << u"Art. 45"_s << yes;
        QTest::newRow("after a comma") << u"Art. 45(5), 45(9)"_s << u"Art. 45"_s << yes;
        QTest::newRow("the second of two") << u"Art. 13, 14"_s << u"Art. 14"_s << yes;
        QTest::newRow("a decision's number is no article") << u"Art. 45; Decision (EU) 2023/1795"_s << u"Art. 2023"_s << no;
        QTest::newRow("an annex beside articles") << u"Art. 21(2)(a)"_s << u"Annex 1.1.1.a"_s << yes;
        QTest::newRow("an annex of another letter") << u"Art. 21(2)(h)"_s << u"Annex 1.1.1.a"_s << no;
        QTest::newRow("an annex of two letters") << u"Art. 21(2)(j)"_s << u"Annex 11.2"_s << yes;
        QTest::newRow("an annex beside the whole article") << u"Art. 20"_s << u"Annex 11.2"_s << no;
        QTest::newRow("another paragraph") << u"Art. 32(1)(a)"_s << u"Art. 32(1)(b)"_s << no;
        QTest::newRow("a paragraph of a paragraph") << u"Art. 32(1)"_s << u"Art. 32(1)(b)"_s << yes;
        QTest::newRow("a further letter") << u"Art. 25(2)(b), (e)"_s << u"Art. 25(2)(e)"_s << yes;
        QTest::newRow("a letter between them") << u"Art. 25(2)(b), (e)"_s << u"Art. 25(2)(c)"_s << no;
        QTest::newRow("a run of paragraphs") << u"Art. 30(2)-(5)"_s << u"Art. 30(3)"_s << yes;
        QTest::newRow("a criterion of C5 2025") << u"CRY-03"_s << u"CRY-03.01B"_s << yes;
        QTest::newRow("another criterion of C5 2025") << u"CRY-03"_s << u"PS-05.01B"_s << no;
        QTest::newRow("two criteria of C5") << u"PI-02/03"_s << u"HR-03.01B"_s << no;
        QTest::newRow("a section's paragraph") << u"164.312(a)(2)(iv), (e)"_s << u"164.312(a)(2)(iv)"_s << yes;
        QTest::newRow("a section's further paragraph") << u"164.312(a)(2)(iv), (e)"_s << u"164.312(e)(1)"_s << yes;
        QTest::newRow("a section's other paragraph") << u"164.312(b)"_s << u"164.312(a)(2)(iv)"_s << no;
        QTest::newRow("a section's paragraph in capitals") << u"164.308(a)(1)(ii)(A)"_s << u"164.308(a)(1)(ii)(a)"_s << yes;
        QTest::newRow("a measure of the ENS") << u"op.nub.1"_s << u"op.nub.1.r1.aws.iam.2"_s << yes;
        QTest::newRow("another measure of the ENS") << u"op.nub.1"_s << u"mp.com.4.aws.vpc.1"_s << no;
        QTest::newRow("an enhancement") << u"SA-9(5)"_s << u"SA-9(5)"_s << yes;
        QTest::newRow("another enhancement") << u"SA-9(5)"_s << u"SA-9(2)"_s << no;
        QTest::newRow("another control") << u"SA-9(5)"_s << u"AC-17(1)"_s << no;
        QTest::newRow("no clause") << QString() << u"Art. 32"_s << whole;
        QTest::newRow("no place") << u"Art. 32"_s << QString() << whole;
        QTest::newRow("a control in a range") << u"A.5.19-5.22"_s << u"A.5.21"_s << yes;
        QTest::newRow("a control beyond it") << u"A.5.19-5.22"_s << u"A.5.23"_s << no;
        QTest::newRow("another series") << u"A.5.23"_s << u"A.8.23"_s << no;
        QTest::newRow("CCM") << u"CCM CEK-03, CEK-08"_s << u"CEK-08"_s << yes;
        QTest::newRow("a theme") << u"Theme: data residency"_s << u"1.1"_s << whole;
    }
    void clauses()
    {
        QFETCH(const QString, clause);
        QFETCH(const QString, id);
        QFETCH(const SameRequirement, same);
        QCOMPARE(domain::sameRequirement(clause, id), same);
    }
};

BAILIWICK_TEST(QCoreApplication, TestRequirement)

} // namespace tst_requirement

#include "tst_requirement.moc"
