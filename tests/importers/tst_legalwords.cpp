// SPDX-License-Identifier: GPL-3.0-or-later
#include "importers/mappedtable.h"
#include "importers/table/columnnames.h"
#include "support/testmain.h"

namespace tst_legalwords {

using namespace Qt::StringLiterals;
using domain::EntityKind;

/// Provisions and clauses as registers cite them.
class TestLegalWords : public QObject
{
    Q_OBJECT

private slots:
    void provisionsAreUnderstood_data();
    void provisionsAreUnderstood();
};

void TestLegalWords::provisionsAreUnderstood_data()
{
    QTest::addColumn<int>("kind");
    QTest::addColumn<QString>("attribute");
    QTest::addColumn<QString>("value"); ///< empty: it is not understood
    const auto row = [](EntityKind kind, const char *attribute, const char *cell, const char *value) {
        QTest::newRow(cell) << static_cast<int>(kind) << QString::fromLatin1(attribute) << QString::fromLatin1(value);
    };
    const auto basis = [&](const char *cell, const char *value) { row(EntityKind::Processing, "lawful_basis", cell, value); };
    basis("Article 6(1)(b) - contract", "contract");
    basis("Art 6(1)(c) legal obligation", "legal_obligation");
    basis("Art. 6(1)(f) GDPR", "legitimate_interests");
    basis("Art. 6 (1) b), Art. 88 DSGVO", "contract");
    basis("Art. 6 Abs. 1 S. 1 lit. e DSGVO", "public_task");
    basis("Art. 6 Abs. 1 lit. b DSGVO", "contract");
    basis("6(1)(a)", "consent");
    basis("Consent (Art. 6(1)(a) GDPR)", "consent");
    basis("Article 6(1)(b): performance of the contract of employment", "contract");
    basis("art. 6.1.b) RGPD", "contract");
    basis("article 6, paragraphe 1, point f) du RGPD", "legitimate_interests");
    basis("art. 6 par. 1 lett. c) GDPR", "legal_obligation");
    basis("artikel 6 lid 1 onder d AVG", "vital_interests");
    // Two grounds, none, or words that say another.
    basis("Art. 6(1)(b) and (f) GDPR", "");
    basis("Art. 6(1)(b), Art. 6(1)(c)", "");
    basis("art. 6 par. 1 lett. b e c", "");
    basis("Article 6(1)(b) - consent", "");
    basis("Art. 6 GDPR", "");
    basis("Art. 16(1)(b)", "");
    const auto module = [&](const char *cell, const char *value) { row(EntityKind::Transfer, "scc_module", cell, value); };
    module("Module 2", "2");
    module("module two", "2");
    module("SCC Module III", "3");
    module("Modul 1", "1");
    module("CCT (módulo 2)", "2");
    module("Módulo dos", "2");
    module("modulo due", "2");
    module("C2P", "2");
    module("Controller-to-Processor", "2");
    module("Module 2 (controller to processor)", "2");
    module("Modules 2 and 3", "");
    module("Module 5", "");
    module("SCCs (2021)", "");
    const auto tool = [&](const char *cell, const char *value) { row(EntityKind::Transfer, "tool", cell, value); };
    tool("SCCs (2021)", "scc");
    tool("SCC (2021/914)", "scc");
    tool("CCT (módulo 2)", "scc");
    tool("Standardvertragsklauseln, Modul 2", "scc");
    tool("SCC (expired)", "");
    tool("letter (2021)", "");
}

void TestLegalWords::provisionsAreUnderstood()
{
    QFETCH(int, kind);
    QFETCH(QString, attribute);
    const domain::Catalogue catalogue = catalogueOf();
    const auto names = importers::ColumnNames::fromResources(catalogue);
    QVERIFY(names);
    const domain::Attribute *found = catalogue.kind(static_cast<EntityKind>(kind)).find(attribute);
    QVERIFY(found);
    QTEST(names->valueOf(*found, QString::fromUtf8(QTest::currentDataTag())), "value");
}

BAILIWICK_TEST(QCoreApplication, TestLegalWords)

} // namespace tst_legalwords

#include "tst_legalwords.moc"
