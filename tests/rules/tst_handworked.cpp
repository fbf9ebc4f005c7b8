// SPDX-License-Identifier: GPL-3.0-or-later
// Cases worked by hand from the words of the law, not from a rule's condition: tests/data/rules/handworked.json. Each names the rule that must
// judge it so.
#include "rules/checkpack.h"
#include "rules/packloader.h"
#include "rules/references.h"
#include "store/referencedata.h"
#include "support/testmain.h"

#include <QDir>
#include <QFile>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QMap>
#include <QSet>
#include <QTest>

namespace tst_handworked {

using namespace Qt::StringLiterals;

class TestHandworked : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase()
    {
        QFile file(QStringLiteral(TEST_DATA) + u"/rules/handworked.json"_s);
        QVERIFY(file.open(QIODevice::ReadOnly));
        for (const QJsonValue &value : QJsonDocument::fromJson(file.readAll()).array())
            m_cases[value[u"rule"_s].toString()].append(value);
        const QDir folder(u":/packs"_s);
        for (const QString &name : folder.entryList({u"*.json"_s}, QDir::Files)) {
            QFile pack(folder.filePath(name));
            QVERIFY(pack.open(QIODevice::ReadOnly));
            const QJsonObject o = QJsonDocument::fromJson(pack.readAll()).object();
            for (const QJsonValue &rule : o.value(u"rules"_s).toArray())
                m_packs.insert(rule[u"id"_s].toString(), o);
        }
    }

    void spreadOverTheFrameworks()
    {
        QSet<QString> frameworks;
        for (auto it = m_cases.cbegin(); it != m_cases.cend(); ++it)
            frameworks.insert(m_packs.value(it.key()).value(u"pack"_s).toString());
        QVERIFY2(m_cases.size() >= 40, qPrintable(QString::number(m_cases.size())));
        QVERIFY2(frameworks.size() >= 20, qPrintable(QString::number(frameworks.size())));
    }

    void asTheLawSays_data()
    {
        QTest::addColumn<QString>("rule");
        for (auto it = m_cases.cbegin(); it != m_cases.cend(); ++it)
            QTest::newRow(qPrintable(it.key())) << it.key();
    }

    void asTheLawSays()
    {
        QFETCH(QString, rule);
        QVERIFY2(m_packs.contains(rule), "no such rule");
        QJsonArray examples;
        for (const QJsonValue &one : std::as_const(m_cases[rule])) {
            QVERIFY2(!one[u"law"_s].toString().isEmpty(), "which words of the law?");
            QJsonObject example = one.toObject();
            example.remove(u"rule"_s);
            example.remove(u"law"_s);
            examples.append(example);
        }
        while (examples.size() < 3) // as many as a pack asks for
            examples.append(examples.first());
        QJsonObject pack = m_packs.value(rule);
        QJsonArray only;
        for (const QJsonValue &value : pack.value(u"rules"_s).toArray()) {
            if (value[u"id"_s].toString() != rule)
                continue;
            QJsonObject judged = value.toObject();
            judged.insert(u"examples"_s, examples);
            only.append(judged);
        }
        pack.insert(u"rules"_s, only);
        const auto catalogue = rules::loadBuiltinCatalogue();
        const auto references = rules::builtinReferences();
        QVERIFY(catalogue && references);
        const rules::LoadedPack loaded = rules::loadPack(QJsonDocument(pack).toJson(), *catalogue, *references);
        QVERIFY2(loaded.pack, loaded.errors.isEmpty() ? "" : qPrintable(loaded.errors.constFirst().where + u": "_s + loaded.errors.constFirst().message));
        domain::QuietJob job;
        const auto report = rules::checkPack(*loaded.pack, *catalogue, store::loadReferenceData, job);
        QVERIFY2(report, report ? "" : qPrintable(report.error().detail));
        QStringList wrong;
        for (const rules::ExampleFailure &f : report->failures)
            wrong.append(u"\"%1\": expected %2, found %3 %4"_s.arg(f.example, domain::statusName(f.expected), domain::statusName(f.found), f.detail));
        QVERIFY2(wrong.isEmpty(), qPrintable(wrong.join(u'\n')));
    }

private:
    QMap<QString, QJsonArray> m_cases;
    QHash<QString, QJsonObject> m_packs;
};

BAILIWICK_TEST(QCoreApplication, TestHandworked)

} // namespace tst_handworked

#include "tst_handworked.moc"
