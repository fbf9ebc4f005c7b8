// SPDX-License-Identifier: GPL-3.0-or-later
#include "domain/celltext.h"
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
