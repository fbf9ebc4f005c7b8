// SPDX-License-Identifier: GPL-3.0-or-later
// What a certificate's annex says, compared with the services that are used: the same thing in other words is the same.
#include "rules/certificatescope.h"

#include "store/referencelookup.h"
#include "support/testmain.h"

#include <QTest>

namespace tst_certificatescope {

using namespace Qt::StringLiterals;
using rules::CertificateScope;
using rules::Cover;
using rules::ScopedService;
using rules::StatedScope;

namespace {

ScopedService bedrock()
{
    ScopedService s;
    s.key = u"bedrock-fra"_s;
    s.name = u"Managed inference, Frankfurt"_s;
    s.product = u"Amazon Bedrock"_s;
    s.provider = u"aws"_s;
    s.region = u"eu-central-1"_s;
    s.countries = {u"DE"_s};
    s.countriesComplete = true;
    return s;
}

QByteArray word(Cover cover)
{
    return cover == Cover::Yes ? "covered" : cover == Cover::No ? "not covered" : "unknown";
}

} // namespace

class TestCertificateScope : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase()
    {
        const auto read = store::ReferenceLookup::fromResources();
        QVERIFY(read.has_value());
        m_reference = *read;
    }

    void products_data()
    {
        QTest::addColumn<QStringList>("listed");
        QTest::addColumn<bool>("complete");
        QTest::addColumn<QByteArray>("expected");
        const auto row = [](const char *name, const QStringList &listed, const char *expected, bool complete = true) {
            QTest::newRow(name) << listed << complete << QByteArray(expected);
        };
        row("its id", {u"bedrock-fra"_s}, "covered");
        row("its product", {u"Amazon EC2"_s, u"Amazon Bedrock"_s}, "covered");
        row("its product in other case and spacing", {u" amazon  bedrock "_s}, "covered");
        row("its name", {u"Managed inference, Frankfurt"_s}, "covered");
        row("everything", {u"*"_s}, "covered");
        row("a family", {u"Amazon *"_s}, "covered");
        row("a family with a stroke in its names", {u"Managed*"_s, u"*Bed*k"_s}, "covered");
        row("brackets are no pattern", {u"Amazon [*"_s}, "not covered");
        row("another family", {u"Azure *"_s}, "not covered");
        row("another product", {u"Amazon EC2"_s}, "not covered");
        row("a product nobody here uses", {u"Amazon Kendra"_s}, "not covered");
        row("a shorter name may mean it", {u"Bedrock"_s}, "unknown");
        row("a longer name may mean it", {u"Amazon Bedrock (all models)"_s}, "unknown");
        row("a longer name that is another service of ours", {u"Amazon Bedrock AgentCore"_s}, "not covered");
        row("nothing in scope", {}, "not covered");
        row("never asked", {}, "unknown", false);
        row("a list that may go on", {u"Amazon EC2"_s}, "unknown", false);
        row("named in a list that may go on", {u"Amazon Bedrock"_s}, "covered", false);
    }
    void products()
    {
        QFETCH(QStringList, listed);
        QFETCH(bool, complete);
        QFETCH(QByteArray, expected);
        const CertificateScope scope(m_reference, {}, {u"bedrock-fra"_s, u"Amazon EC2"_s, u"Amazon Bedrock AgentCore"_s});
        QCOMPARE(word(scope.product({listed, complete}, bedrock())), expected);
    }

    void aServiceOfNoKnownProduct()
    {
        const CertificateScope scope(m_reference, {}, {u"bedrock-fra"_s, u"agents-fra"_s});
        ScopedService agents;
        agents.key = u"agents-fra"_s;
        agents.name = u"Agent hosting"_s;
        QCOMPARE(word(scope.product({{u"bedrock-fra"_s}, true}, agents)), "not covered");
        QCOMPARE(word(scope.product({{u"Amazon Bedrock AgentCore"_s}, true}, agents)), "unknown");
        QCOMPARE(word(scope.product({{u"agents-fra"_s}, true}, agents)), "covered");
        QCOMPARE(word(scope.product({{u"Amazon *"_s}, true}, agents)), "unknown");
        QCOMPARE(word(scope.product({{u"Agent *"_s}, true}, agents)), "covered");
    }

    void regions_data()
    {
        QTest::addColumn<QStringList>("listed");
        QTest::addColumn<QString>("used");
        QTest::addColumn<QByteArray>("expected");
        const auto row = [](const char *name, const QStringList &listed, const QString &used, const char *expected) {
            QTest::newRow(name) << listed << used << QByteArray(expected);
        };
        const QString fra = u"eu-central-1"_s;
        row("its code", {u"eu-west-1"_s, fra}, fra, "covered");
        row("its code with the provider before it", {u"aws/eu-central-1"_s}, fra, "covered");
        row("the service's with the provider before it", {fra}, u"aws/eu-central-1"_s, "covered");
        row("its display name", {u"Europe (Frankfurt)"_s}, fra, "covered");
        row("its country", {u"DE"_s}, fra, "covered");
        row("its union", {u"EU"_s}, fra, "covered");
        row("the economic area", {u"EEA"_s}, fra, "covered");
        row("everywhere", {u"*"_s}, fra, "covered");
        row("another region", {u"us-east-1"_s}, fra, "not covered");
        row("another country", {u"FR"_s}, fra, "not covered");
        row("a union it is not of", {u"EEA"_s}, u"us-east-1"_s, "not covered");
        row("the same code of another provider", {u"google/europe-west3"_s}, fra, "not covered");
        row("a word that the reference data does not know", {u"Frankfurt metro"_s}, fra, "unknown");
        row("the same region of another provider", {u"alibaba/eu-central-1"_s}, fra, "not covered");
        row("its country in words", {u"Germany"_s}, fra, "covered");
        row("a town in its country", {u"Berlin, Germany"_s}, fra, "unknown");
        row("the United Kingdom as people write it", {u"UK"_s}, u"eu-west-2"_s, "covered");
        row("a bare code where the service names the provider", {u"eu-west-1"_s}, u"aws/eu-central-1"_s, "not covered");
        row("both are the provider's own words", {u"eu1"_s}, u"us1"_s, "not covered");
        row("the service's country is written for its region", {fra}, u"DE"_s, "unknown");
        row("a region is listed, the service's is not said", {fra}, QString(), "unknown");
        row("a country is listed, the service is offered from it", {u"DE"_s}, QString(), "covered");
        row("another country is listed", {u"US"_s}, QString(), "not covered");
        row("no region in scope", {}, fra, "not covered");
    }
    void regions()
    {
        QFETCH(QStringList, listed);
        QFETCH(QString, used);
        QFETCH(QByteArray, expected);
        const CertificateScope scope(m_reference, {{u"EU"_s, {u"DE"_s, u"FR"_s}}, {u"EEA"_s, {u"DE"_s, u"FR"_s, u"NO"_s}}}, {});
        ScopedService service = bedrock();
        service.region = used;
        QCOMPARE(word(scope.region({listed, true}, service)), expected);
    }

    void aServiceWithoutRegion()
    {
        const CertificateScope scope(m_reference, {}, {});
        ScopedService service = bedrock();
        service.region.clear();
        service.global = true;
        service.countries.clear();
        QCOMPARE(word(scope.region({{u"global"_s}, true}, service)), "covered");
        QCOMPARE(word(scope.region({{u"eu-central-1"_s}, true}, service)), "unknown");
        QCOMPARE(word(scope.region({{}, false}, service)), "unknown");
    }

private:
    store::ReferenceLookup m_reference;
};

BAILIWICK_TEST(QCoreApplication, TestCertificateScope)

} // namespace tst_certificatescope

#include "tst_certificatescope.moc"
