// SPDX-License-Identifier: GPL-3.0-or-later
#include "runimporter.h"
#include "support/testmain.h"

#include <QDirIterator>

namespace tst_claims {

using namespace Qt::StringLiterals;

/// No importer of these families may take a file of another format.
class TestClaims : public QObject
{
    Q_OBJECT

private slots:
    void claimsOnlyItsOwnFiles();
};

void TestClaims::claimsOnlyItsOwnFiles()
{
    if (!haveSamples())
        QSKIP("the samples are not there");
    QStringList claimed;
    QDirIterator files(sampleFile(QString()), QDir::Files, QDirIterator::Subdirectories);
    while (files.hasNext()) {
        const QString path = files.next();
        const auto probe = importers::makeProbe(path);
        if (!probe)
            continue;
        for (Family family : {importers::appendAws, importers::appendAzure, importers::appendBom, importers::appendModelCards, importers::appendTerraform,
                              importers::appendKubernetes, importers::appendGoogle, importers::appendMlflow, importers::appendOscal,
                              importers::appendRegisters}) {
            std::vector<std::unique_ptr<importers::Importer>> all;
            family(all);
            for (const auto &importer : all) {
                if (importer->probe(*probe) > 0)
                    claimed.append(importer->id() + u' ' + QFileInfo(path).dir().dirName() + u'/' + QFileInfo(path).fileName());
            }
        }
    }
    QMap<QString, int> count;
    QStringList strangers;
    for (const QString &one : claimed) {
        const QString id = one.section(u' ', 0, 0);
        const QString folder = one.section(u' ', 1).section(u'/', 0, 0);
        ++count[id];
        const bool own = id == "cyclonedx"_L1           ? folder == "cyclonedx"_L1
                         : id == "huggingface-card"_L1 ? folder == "huggingface"_L1
                         : id.startsWith("azure-"_L1)  ? folder == "azure"_L1 || folder == "encodings"_L1
                         : id == "tfstate"_L1 || id == "terraform-json"_L1 ? folder == "terraform"_L1
                         : id == "kubernetes"_L1 ? folder == "kubernetes"_L1
                         : id.startsWith("gcp-"_L1) ? folder == "gcp-cai"_L1
                         : id == "mlflow"_L1 ? folder == "mlflow"_L1
                         : id == "spdx"_L1 || id == "oscal"_L1 ? folder == id
                         : id == "fedramp-marketplace"_L1 ? folder == "certificates"_L1
                                                       : folder == "aws"_L1 || folder == "encodings"_L1;
        if (!own)
            strangers.append(one);
    }
    // A Markdown file without front matter is claimed so that the answer tells what it lacks.
    strangers.removeAll(u"huggingface-card samples/SOURCES.md"_s);
    QVERIFY2(strangers.isEmpty(), qPrintable(strangers.join(u", "_s)));
    QCOMPARE(count.value(u"aws-iam-details"_s), 3);
    QCOMPARE(count.value(u"aws-ec2-instances"_s), 2);
    QCOMPARE(count.value(u"aws-credential-report"_s), 2);
    QCOMPARE(count.value(u"aws-bedrock-models"_s), 1);
    QCOMPARE(count.value(u"aws-bedrock-custom-models"_s), 1);
    QCOMPARE(count.value(u"aws-bedrock-inference-profiles"_s), 1);
    QCOMPARE(count.value(u"aws-bedrock-agents"_s), 1);
    QCOMPARE(count.value(u"huggingface-card"_s), 7);
    // Role assignments in three encodings and two definitions; these and all other files of the folder hold rows of Azure.
    QCOMPARE(count.value(u"azure-role-assignments"_s), 5);
    QCOMPARE(count.value(u"azure-resources"_s), 13);
    QCOMPARE(count.value(u"azure-csv"_s), 0);
    QCOMPARE(count.value(u"tfstate"_s), 10);
    QCOMPARE(count.value(u"terraform-json"_s), 3);
    QCOMPARE(count.value(u"terraform-plan"_s), 0);
    QCOMPARE(count.value(u"kubernetes"_s), 8);
    // All but an empty file and an answer of another interface.
    QCOMPARE(count.value(u"gcp-cai"_s), 6);
    QCOMPARE(count.value(u"gcp-cai-csv"_s), 0);
    QCOMPARE(count.value(u"mlflow"_s), 5);
    QCOMPARE(count.value(u"spdx"_s), 5);
    QCOMPARE(count.value(u"oscal"_s), 14);
    QCOMPARE(count.value(u"fedramp-marketplace"_s), 2);
    // Tables that are told by their titles alone must not take other tables.
    for (const QString &id : {u"certificate-register"_s, u"cmdb-list"_s, u"dora-register"_s, u"huggingface-api"_s})
        QCOMPARE(count.value(id), 0);
}

BAILIWICK_TEST(QCoreApplication, TestClaims)

} // namespace tst_claims

#include "tst_claims.moc"
