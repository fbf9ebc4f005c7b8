// SPDX-License-Identifier: GPL-3.0-or-later
// Every built-in pack loads, and each of its examples comes out as it says. PACK_FILES=a.json,b.json checks others instead.
#include "rules/checkpack.h"
#include "rules/packloader.h"
#include "rules/references.h"
#include "store/referencedata.h"
#include "support/testmain.h"

#include <QDir>
#include <QFile>
#include <QJsonArray>
#include <QJsonDocument>
#include <QSet>
#include <QTest>

namespace tst_packs {

using namespace Qt::StringLiterals;

class TestPacks : public QObject
{
    Q_OBJECT

private slots:
    void packs_data()
    {
        QTest::addColumn<QString>("path");
        QStringList files = qEnvironmentVariable("PACK_FILES").split(u',', Qt::SkipEmptyParts);
        if (files.isEmpty()) {
            const QDir folder(u":/packs"_s);
            for (const QString &name : folder.entryList({u"*.json"_s}, QDir::Files, QDir::Name)) {
                if (name != "attributes.json"_L1 && !name.endsWith(".schema.json"_L1))
                    files.append(folder.filePath(name));
            }
        }
        for (const QString &file : std::as_const(files))
            QTest::newRow(qPrintable(QFileInfo(file).fileName())) << file;
        if (files.isEmpty())
            QTest::newRow("none") << QString();
    }

    void packs()
    {
        QFETCH(QString, path);
        if (path.isEmpty())
            QSKIP("no packs are built in");
        QFile file(path);
        QVERIFY(file.open(QIODevice::ReadOnly));
        const auto catalogue = rules::loadBuiltinCatalogue();
        QVERIFY(catalogue.has_value());
        const auto references = rules::builtinReferences();
        QVERIFY(references.has_value());
        QVERIFY(references->laws.size() > 10);
        const rules::LoadedPack loaded = rules::loadPack(file.readAll(), *catalogue, *references);
        for (const domain::Diagnostic &e : loaded.errors)
            qWarning("%s: %s: %s", qPrintable(e.where), qPrintable(e.code), qPrintable(e.message));
        QVERIFY(loaded.pack.has_value());
        // A line of results is headed by what is asked, in words of its own that fit a cell; the title says what is wrong.
        for (const rules::Rule &rule : loaded.pack->rules) {
            QVERIFY2(!rule.heading.isEmpty() && rule.heading.size() <= 80, qPrintable(rule.id));
            QVERIFY2(rule.heading != rule.title && rule.heading != rule.requirement, qPrintable(rule.id));
            QSet<domain::Status> shown;
            for (const rules::Example &example : rule.examples)
                shown.insert(example.expect);
            QVERIFY2(rule.examples.size() >= 3 && shown.contains(domain::Status::Gap) && shown.contains(domain::Status::Pass), qPrintable(rule.id));
            QVERIFY2(shown.contains(domain::Status::Unknown) || shown.contains(domain::Status::NotApplicable), qPrintable(rule.id));
        }
        domain::QuietJob job;
        const auto report = rules::checkPack(*loaded.pack, *catalogue, store::loadReferenceData, job);
        QVERIFY2(report.has_value(), report ? "" : qPrintable(report.error().detail));
        for (const rules::ExampleFailure &f : report->failures)
            qWarning("%s, \"%s\": expected %s, found %s %s", qPrintable(f.rule), qPrintable(f.example),
                     qPrintable(domain::statusName(f.expected)), qPrintable(domain::statusName(f.found)), qPrintable(f.detail));
        for (const QString &w : report->warnings)
            qInfo("%s", qPrintable(w));
        qInfo("%d rules, %d examples, %d failures", report->rules, report->examples, static_cast<int>(report->failures.size()));
        QVERIFY(report->rules > 0);
        QCOMPARE(report->rules, static_cast<int>(loaded.pack->rules.size()));
        QVERIFY(report->passed());
    }

    // The researched frameworks and rules, each of them; and a pack has no two rules of one id, nor two packs.
    void every_researched_rule_is_there()
    {
        QFile file(QStringLiteral(FACTS) + u"/rules.json"_s);
        if (!file.open(QIODevice::ReadOnly))
            QSKIP("the research is not here");
        const auto catalogue = rules::loadBuiltinCatalogue();
        const auto references = rules::builtinReferences();
        QVERIFY(catalogue && references);
        const auto packs = rules::loadBuiltinPacks(*catalogue, *references);
        QVERIFY2(packs, packs ? "" : qPrintable(packs.error().where));
        QHash<QString, QString> frameworkOf;
        for (const rules::Pack &pack : *packs) {
            for (const rules::Rule &rule : pack.rules) {
                QVERIFY2(!frameworkOf.contains(rule.id), qPrintable(rule.id));
                frameworkOf.insert(rule.id, pack.id);
            }
        }
        const QJsonArray researched = QJsonDocument::fromJson(file.readAll()).array();
        QCOMPARE(researched.size(), 428);
        for (const QJsonValue &rule : researched)
            QCOMPARE(frameworkOf.value(rule[u"rule_id"_s].toString()), rule[u"framework"_s].toString());
    }
};

BAILIWICK_TEST(QCoreApplication, TestPacks)

} // namespace tst_packs

#include "tst_packs.moc"
