// SPDX-License-Identifier: GPL-3.0-or-later
#include "domain/cellvalues.h"
#include "domain/countrytext.h"
#include "support/testmain.h"

#include <QFile>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QTest>

namespace tst_countrytext {

using namespace Qt::StringLiterals;

/// Countries as people write them in cells.
class TestCountryText : public QObject
{
    Q_OBJECT

private slots:
    void countries_data();
    void countries();
    void addresses_data();
    void addresses();
    void placesInCells_data();
    void placesInCells();
    void regionsOfOneCountry();
    void answers_data();
    void answers();
    void everyNameIsRead();
    void placeholders_data();
    void placeholders();
};

void TestCountryText::countries_data()
{
    QTest::addColumn<QString>("code");
    for (const auto &[written, code] : {std::pair{"NO", "NO"}, {"SI", "SI"}, {"NA", "NA"}, {"de", "DE"}, {"It", "IT"}, {"es", "ES"}, {"UK", "GB"}, {"Norway", "NO"}, {"Norge", "NO"},
                                        {"Regno Unito", "GB"}, {"Portogallo", "PT"}, {"Svizzera", "CH"}, {"Stati Uniti", "US"}, {"Paesi Bassi", "NL"}, {"Pa\u00edses Bajos", "NL"},
                                        {"Verenigde Staten", "US"}, {"Duitsland", "DE"}, {"Ierland", "IE"}, {"Noruega", "NO"}, {"Norv\u00e8ge", "NO"}, {"Norvegia", "NO"},
                                        {"Etats-Unis", "US"}, {"\u00c9tats\u2010Unis", nullptr}, {"C\u00f4te d\u2019Ivoire", "CI"}, {"Vereinigtes K\u00f6nigreich", "GB"},
                                        {"SINGAPUR", "SG"}, {"Ruritania", nullptr}, {"United States of America", "US"}, {"South Korea", "KR"}})
        QTest::addRow("%s", written) << QString::fromLatin1(code);
}

void TestCountryText::countries()
{
    QFETCH(QString, code);
    const auto read = domain::readCountry(QString::fromUtf8(QTest::currentDataTag()));
    QCOMPARE(read ? *read : QString(), code);
}

void TestCountryText::addresses_data()
{
    QTest::addColumn<QString>("code");    ///< empty: it is refused
    QTest::addColumn<QString>("message"); ///< what could be meant
    const auto row = [](const char *written, const char *code, const char *message = "") { QTest::newRow(written) << QString::fromLatin1(code) << QString::fromUtf8(message); };
    row("Deutschland (Frankfurt)", "DE");
    row("Frankfurt, Germany", "DE");
    row("DE - Frankfurt", "DE");
    row("DE: Nürnberg", "DE");
    row("Frankfurt (DE)", "DE");
    row("Frankfurt am Main, Deutschland", "DE");
    row("Rechenzentrum 2 (Nürnberg, Deutschland)", "DE");
    row("Schweiz (Zürich/Bern)", "CH");
    row("Dublin, Ireland", "IE");
    row("Paris / France", "FR");
    row("Germany, Frankfurt", "DE");
    row("Madrid, España", "ES");
    row("Milano – Italia", "IT");
    row("New York, USA", "US");
    row("Newark, New Jersey, USA", "US");
    row("Mexico City, Mexico", "MX");
    row("Korea, Republic of", "KR");
    row("London, UK", "GB");
    row("Edinburgh, Schottland", "GB");
    row("Grossbritannien", "GB");
    row("Großbritannien", "GB");
    row("Gran Bretaña", "GB");
    row("Royaume-Uni", "GB");
    row("England", "GB");
    row("DEU", "DE");
    row("USA", "US");
    row("GBR", "GB");
    row("EE.UU.", "US");
    // What could be another.
    row("Germany (USA)", "", "DE or US");
    row("Georgia (USA)", "", "GE or US");
    row("Atlanta, Georgia", "", "Georgia as a part of another");
    row("Wilmington, DE", "", "DE as a part of another");
    row("Palermo (PA)", "", "PA as a part of another");
    row("Frankfurt, Germany (backup USA)", "", "DE or US");
    row("Germany and others, Frankfurt", "", "DE or more than that");
    row("EU, Germany", "", "DE or more than that");
    row("Germany, Nantes", "", "DE or several places");
    row("Frankfurt", "", "is a town; write its country (DE,");
    row("eu-central-1", "", "the region is in DE");
    row("per", "");
    row("deu", "");
    row("D", "");
    row("Frankfurt, IT", "", "IT as a part of another");
    row("Muster AG, Frankfurt", "");
}

/// A country with its town: that country, where no other is named or could be meant.
void TestCountryText::addresses()
{
    QFETCH(QString, code);
    QFETCH(QString, message);
    const auto read = domain::readCountry(QString::fromUtf8(QTest::currentDataTag()));
    QCOMPARE(read ? *read : QString(), code);
    if (!read)
        QVERIFY2(read.error().detail.contains(message), qPrintable(read.error().detail));
}

void TestCountryText::placesInCells_data()
{
    QTest::addColumn<QString>("provider"); ///< of the row
    QTest::addColumn<int>("facet");
    QTest::addColumn<QString>("places"); ///< COUNTRY, PROVIDER/REGION or @SITE each; with "!" in front a part of the message
    const auto row = [](const char *cell, const char *provider, int facet, const char *places) {
        QTest::addRow("%s; %s; %d", cell, provider, facet) << QString::fromUtf8(provider) << facet << QString::fromUtf8(places);
    };
    constexpr int Hosting = domain::Facet::Hosting;
    constexpr int Support = domain::Facet::Support;
    row("eu-central-1", "AWS", Hosting, "aws/eu-central-1");
    row("eu-central-1a", "Amazon Web Services EMEA SARL", Hosting, "aws/eu-central-1");
    row("eu-west-1", "aws", Hosting, "aws/eu-west-1");
    row("eu-west-1", "Alibaba Cloud", Hosting, "alibaba/eu-west-1");
    row("westeurope", "", Hosting, "microsoft/westeurope");
    row("West Europe", "Azure", Hosting, "microsoft/westeurope");
    row("Germany West Central", "", domain::Facet::Backup, "microsoft/germanywestcentral");
    row("europe-west3", "", Hosting, "google/europe-west3");
    row("europe-west3-a", "GCP", Hosting, "google/europe-west3");
    row("Europe (Frankfurt)", "", Hosting, "aws/eu-central-1");
    // Two clouds have it; where both are in one country, that is known at least.
    row("eu-central-1", "", Hosting, "DE");
    row("eu-west-1", "", Hosting, "!aws/eu-west-1 (IE) or alibaba/eu-west-1 (GB)");
    // Another provider runs there, it seems, but nobody has said so.
    row("europe-west3", "Amazon", Hosting, "DE");
    row("westeurope", "Salesforce", Hosting, "microsoft/westeurope");
    // People are not in a region.
    row("West Europe", "Azure", Support, "!the region is in NL");
    row("aws/eu-west-1", "", Support, "aws/eu-west-1");
    row("eu, us", "", Hosting, "!'eu' is a group of countries");
    row("eu-central-1, europe-west3; westeurope", "aws", Hosting, "aws/eu-central-1 DE NL");
    row("Frankfurt, Germany", "", Hosting, "DE");
    row("Frankfurt, Germany; Dublin, Ireland", "", Hosting, "DE IE");
    row("Germany, France", "", Hosting, "DE FR");
    row("USA/Indien", "", Support, "US IN");
    row("IN + PH", "", Support, "IN PH");
    row("Polen und Indien", "", Support, "PL IN");
    row("@fra-1, DE", "", Hosting, "@fra-1 DE");
    row("Germany, Paris", "", Hosting, "!DE or several places");
    row("Frankfurt", "", Hosting, "!is a town");
    row("irgendwo", "", Hosting, "!nor a site");
}

void TestCountryText::placesInCells()
{
    QFETCH(QString, provider);
    QFETCH(int, facet);
    QFETCH(QString, places);
    domain::Attribute attribute;
    attribute.name = u"hosting_countries"_s;
    attribute.type = domain::ValueType::List;
    attribute.of = domain::ValueType::Country;
    attribute.facet = facet;
    domain::Record record;
    const QString cell = QString::fromUtf8(QTest::currentDataTag()).section(u"; "_s, 0, -3);
    const auto added = domain::addCell(record, attribute, cell, {}, provider);
    if (!added) {
        QVERIFY2(places.startsWith(u'!') && added.error().detail.contains(places.sliced(1)), qPrintable(added.error().detail));
        return;
    }
    QStringList got;
    for (const domain::Place &place : record.places)
        got.append(!place.site.isEmpty() ? u'@' + place.site : place.region.isEmpty() ? place.country : place.provider + u'/' + place.region);
    QCOMPARE(got.join(u' '), places);
}

/// Where data lies a region tells the country; whose law is meant it does not.
void TestCountryText::regionsOfOneCountry()
{
    domain::Attribute attribute;
    attribute.type = domain::ValueType::Country;
    for (const auto &[name, read] : {std::pair{u"stored_in"_s, true}, {u"processed_in"_s, true}, {u"governing_law"_s, false}}) {
        attribute.name = name;
        const auto value = domain::readScalar(attribute, u"europe-west3"_s);
        QCOMPARE(value ? std::get<QString>(*value) : QString(), read ? u"DE"_s : QString());
        QVERIFY(!domain::readScalar(attribute, u"eu-west-1"_s)); // IE or GB
    }
}

void TestCountryText::answers_data()
{
    QTest::addColumn<QString>("message");
    for (const char *no : {"no", "No"})
        QTest::addRow("%s", no) << u"write Norway for the country (or NO in a column of codes), none for no country"_s;
    for (const char *yes : {"si", "Si"})
        QTest::addRow("%s", yes) << u"write Slovenia for the country"_s;
    QTest::newRow("na") << u"write Namibia for the country"_s;
    for (const char *none : {"nein", "Nein", "keine", "non", "aucun", "ninguna", "nessuno", "nee", "geen"})
        QTest::addRow("%s", none) << u"write it alone where there is none"_s;
}

void TestCountryText::answers()
{
    QFETCH(QString, message);
    const auto read = domain::readCountry(QString::fromUtf8(QTest::currentDataTag()));
    QVERIFY(!read);
    QVERIFY2(read.error().detail.contains(message), qPrintable(read.error().detail));
}

/// No name of the list may be that of another country in one of the languages, or among Qt's.
void TestCountryText::everyNameIsRead()
{
    QFile file(u":/reference/country_names.json"_s);
    QVERIFY(file.open(QIODevice::ReadOnly));
    const QJsonObject names = QJsonDocument::fromJson(file.readAll()).object().value("names"_L1).toObject();
    QCOMPARE(names.size(), 249);
    for (auto country = names.begin(); country != names.end(); ++country) {
        for (const QJsonValue &name : country->toArray()) {
            const auto read = domain::readCountry(name.toString());
            QCOMPARE(name.toString() + u": "_s + (read ? *read : QString()), name.toString() + u": "_s + country.key());
        }
    }
}

void TestCountryText::placeholders_data()
{
    QTest::addColumn<bool>("vague");
    for (const char *word : {"N/A", "n.v.t.", "N.V.T.", "k.A.", "entf\u00e4llt", "Entf\u00e4llt", "s.o.", "n/d", "nd", "s/o", "non applicabile", "non applicable", "no aplica", "sin datos",
                             "niet van toepassing", "nicht zutreffend", "onbekend", "sconosciuto", "desconocido", "inconnu"})
        QTest::addRow("%s", word) << true;
    for (const char *word : {"no", "none", "nee", "keine", "entf\u00e4llt ab 2027", "NDR", "non"})
        QTest::addRow("%s", word) << false;
}

void TestCountryText::placeholders()
{
    QTEST(domain::isVague(QString::fromUtf8(QTest::currentDataTag())), "vague");
}

BAILIWICK_TEST(QCoreApplication, TestCountryText)

} // namespace tst_countrytext

#include "tst_countrytext.moc"
