// SPDX-License-Identifier: GPL-3.0-or-later
#include "importers/archive/fileparts.h"
#include "importers/text/filehash.h"
#include "support/archives.h"
#include "support/impatientjob.h"
#include "support/testmain.h"

#include <QDir>
#include <QFile>
#include <QFileInfo>
#include <QTemporaryDir>
#include <QTest>

namespace tst_archives {

using namespace Qt::StringLiterals;
using archives::Member;
using archives::Pack;
using domain::ErrorCode;

/// Bundles of exports: what is in them, member by member, and what is refused.
class tst_Archives : public QObject
{
    Q_OBJECT

private:
    QTemporaryDir m_dir;
    int m_count = 0;

    QString write(const QByteArray &bytes, const QString &ending = u"bin"_s)
    {
        QFile file(m_dir.filePath(u"a%1.%2"_s.arg(++m_count).arg(ending)));
        if (!file.open(QIODevice::WriteOnly) || file.write(bytes) != bytes.size())
            qFatal("cannot write the test file");
        return file.fileName();
    }

    /// "shown=bytes", "refused shown: code", "passed archive n first", without the path of the archive.
    QStringList walk(const QString &path, const importers::ArchiveLimits &limits = {}, domain::JobContext *job = nullptr)
    {
        QStringList met;
        const QString base = importers::fileOnDisk(path);
        const auto inside = [&](QString text) { return text.replace(base, u"*"_s); };
        importers::PartVisitor visitor;
        visitor.file = [&](const importers::InputFile &part) {
            QFile file(part.path);
            const QByteArray bytes = file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray("(unreadable)");
            met += inside(part.shown) + u'=' + QString::fromUtf8(bytes.left(20));
            m_parts += part.path;
        };
        visitor.refused = [&](const QString &shown, const domain::Error &error) {
            met += u"refused %1: %2"_s.arg(inside(shown)).arg(int(error.code));
            m_details += inside(error.detail + u" at "_s + error.where);
        };
        visitor.sheetsDone = [&](const QString &shown, const QStringList &) { met += u"sheets of %1"_s.arg(inside(shown)); };
        visitor.passedOver = [&](const QString &shown, int count, const QString &first) {
            met += u"passed %1 %2 %3"_s.arg(inside(shown)).arg(count).arg(first);
        };
        domain::QuietJob quiet;
        m_parts.clear();
        m_details.clear();
        importers::walkParts(path, limits, job ? *job : quiet, visitor);
        return met;
    }
    static QString refused(const char *what, ErrorCode code) { return u"refused *%1: %2"_s.arg(QLatin1StringView(what)).arg(int(code)); }

    QStringList m_parts;
    QStringList m_details;

private slots:
    void membersInTheirOrder_data()
    {
        QTest::addColumn<Pack>("pack");
        QTest::newRow("zip") << Pack::Zip;
        QTest::newRow("zip, stored") << Pack::StoredZip;
        QTest::newRow("tar") << Pack::Tar;
        QTest::newRow("tar.gz") << Pack::TarGz;
        QTest::newRow("tar.bz2") << Pack::TarBz2;
        QTest::newRow("tar.xz") << Pack::TarXz;
        QTest::newRow("tar.zst") << Pack::TarZst;
    }
    void membersInTheirOrder()
    {
        QFETCH(Pack, pack);
        const QString path = write(archives::make(pack, {{"folder/", {}, Member::Kind::Folder},
                                                         {"folder/zwei.json", "[2]"},
                                                         {"./eins.json", "[1]"},
                                                         {"Übersicht/größe.csv", "a;b"},
                                                         {"leer.json", ""}}));
        QVERIFY(importers::ArchiveReader::isArchive(path));
        QCOMPARE(walk(path), (QStringList{u"*!/folder/zwei.json=[2]"_s, u"*!/eins.json=[1]"_s, u"*!/Übersicht/größe.csv=a;b"_s, u"*!/leer.json="_s}));
        // Formats are told by the name now and then; the folder of the member is not made anywhere.
        QCOMPARE(QFileInfo(m_parts.constFirst()).fileName(), u"zwei.json"_s);
        for (const QString &part : std::as_const(m_parts))
            QVERIFY2(!QFileInfo::exists(QFileInfo(part).path()), "a member was left behind unpacked");
    }

    void filesThatAreNoArchives_data()
    {
        QTest::addColumn<QByteArray>("bytes");
        QTest::newRow("nothing") << QByteArray();
        QTest::newRow("JSON") << QByteArray("{\"a\":1}");
        QTest::newRow("a long table") << QByteArray("a,b\n").repeated(1000);
        QTest::newRow("zeros") << QByteArray(4096, '\0');
    }
    void filesThatAreNoArchives()
    {
        QFETCH(QByteArray, bytes);
        const QString path = write(bytes);
        QVERIFY(!importers::ArchiveReader::isArchive(path));
        QCOMPARE(walk(path), QStringList{u"*="_s + QString::fromUtf8(bytes.left(20))});
        QCOMPARE(m_parts, QStringList{path}); // read where it lies
    }

    void archivesInArchives()
    {
        const QByteArray deep = archives::make(Pack::TarGz, {{"c.json", "[3]"}});
        const QByteArray middle = archives::make(Pack::Zip, {{"b.tgz", deep}, {"b.json", "[2]"}});
        const QString path = write(archives::make(Pack::Zip, {{"a.json", "[1]"}, {"m.zip", middle}}));
        QCOMPARE(walk(path), (QStringList{u"*!/a.json=[1]"_s, u"*!/m.zip!/b.tgz!/c.json=[3]"_s, u"*!/m.zip!/b.json=[2]"_s}));
        const QString four = write(archives::make(Pack::Zip, {{"outer.zip", archives::make(Pack::Zip, {{"m.zip", middle}})}}));
        QCOMPARE(walk(four), (QStringList{refused("!/outer.zip!/m.zip!/b.tgz", ErrorCode::LimitExceeded), u"*!/outer.zip!/m.zip!/b.json=[2]"_s}));
    }

    void oneMemberOfIt()
    {
        const QByteArray inner = archives::make(Pack::Tar, {{"x/c.json", "[3]"}, {"d.json", "[4]"}});
        const QString path = write(archives::make(Pack::Zip, {{"a.json", "[1]"}, {"m.tar", inner}}));
        QCOMPARE(walk(path + u"!/a.json"_s), QStringList{u"*!/a.json=[1]"_s});
        QCOMPARE(walk(path + u"!/m.tar!/x/c.json"_s), QStringList{u"*!/m.tar!/x/c.json=[3]"_s});
        QCOMPARE(walk(path + u"!/no.json"_s), QStringList{refused("", ErrorCode::FileEmpty)});
        QCOMPARE(importers::fileOnDisk(path + u"!/m.tar!/x/c.json"_s), path);
        QCOMPARE(importers::fileOnDisk(u"/no/such.zip!/a"_s), u"/no/such.zip!/a"_s);
        domain::QuietJob job;
        const QString alone = write("[3]");
        QCOMPARE(importers::sha256OfPart(path + u"!/m.tar!/x/c.json"_s, job).value(), importers::sha256OfFile(alone).value());
        QVERIFY(!importers::sha256OfPart(path + u"!/no.json"_s, job).has_value());
    }

    void tricksWithNames_data()
    {
        QTest::addColumn<QByteArray>("name");
        QTest::newRow("up") << QByteArray("../up.json");
        QTest::newRow("up, further in") << QByteArray("a/../../up.json");
        QTest::newRow("absolute") << QByteArray("/etc/up.json");
        QTest::newRow("of Windows") << QByteArray("..\\up.json");
        QTest::newRow("a drive") << QByteArray("C:\\up.json");
        QTest::newRow("a line break") << QByteArray("a\nb.json");
        QTest::newRow("endless") << QByteArray("a/").repeated(600) + "b.json";
    }
    void tricksWithNames()
    {
        QFETCH(QByteArray, name);
        for (const Pack pack : {Pack::Zip, Pack::Tar}) {
            const QString path = write(archives::make(pack, {{name, "[0]"}, {"good.json", "[1]"}}));
            const QStringList met = walk(path);
            QCOMPARE(met.size(), 2);
            QVERIFY2(met.first().startsWith(u"refused *!/"_s) && met.first().endsWith(u": %1"_s.arg(int(ErrorCode::Refused))), qPrintable(met.first()));
            QCOMPARE(met.last(), u"*!/good.json=[1]"_s);
            QVERIFY(!m_details.first().contains(u'\n'));
        }
    }

    void linksAreNotFollowed()
    {
        const QString path = write(archives::make(Pack::Tar, {{"passwords", "/etc/passwd", Member::Kind::Symlink}, {"good.json", "[1]"}}));
        QCOMPARE(walk(path), (QStringList{refused("!/passwords", ErrorCode::Refused), u"*!/good.json=[1]"_s}));
    }

    void encryptedMembersSaySo()
    {
        const QString path = write(archives::make(Pack::EncryptedZip, {{"a.json", "[1]"}}));
        QCOMPARE(walk(path), QStringList{refused("!/a.json", ErrorCode::FileUnreadable)});
        QVERIFY2(m_details.first().contains(u"encrypted"_s), qPrintable(m_details.first()));
    }

    void whatSystemsAddIsPassedOver()
    {
        const QString path = write(archives::make(Pack::Zip, {{"__MACOSX/._a.json", "x"}, {".DS_Store", "x"}, {"a.json", "[1]"}, {"b/Thumbs.db", "x"}, {".git/config", "x"}, {"~$Register.xlsx", "x"}}));
        QCOMPARE(walk(path), (QStringList{u"*!/a.json=[1]"_s, u"passed * 5 __MACOSX/._a.json"_s}));
    }

    void caps_data()
    {
        QTest::addColumn<QByteArray>("bytes");
        QTest::addColumn<importers::ArchiveLimits>("limits");
        QTest::addColumn<QStringList>("met");
        QList<Member> many;
        for (int i = 0; i < 5; ++i)
            many.append({QByteArray::number(i) + ".json", "[1]"});
        importers::ArchiveLimits few;
        few.members = 3;
        QTest::newRow("too many members") << archives::make(Pack::Zip, many) << few
                                          << QStringList{u"*!/0.json=[1]"_s, u"*!/1.json=[1]"_s, u"*!/2.json=[1]"_s, refused("", ErrorCode::LimitExceeded)};
        // Of all archives in it together.
        QTest::newRow("too many members, spread") << archives::make(Pack::Tar, {{"a.zip", archives::make(Pack::Zip, {many.at(0), many.at(1)})}, many.at(2), many.at(3)}) << few
                                                  << QStringList{u"*!/a.zip!/0.json=[1]"_s, u"*!/a.zip!/1.json=[1]"_s, refused("", ErrorCode::LimitExceeded)};
        importers::ArchiveLimits small;
        small.unpacked = 1000;
        QTest::newRow("too much in it") << archives::make(Pack::Zip, {{"a.json", "[1]"}, {"b.json", QByteArray(2000, ' ')}, {"c.json", "[3]"}}) << small
                                        << QStringList{u"*!/a.json=[1]"_s, refused("!/b.json", ErrorCode::LimitExceeded), refused("", ErrorCode::LimitExceeded)};
        QTest::newRow("a bomb") << archives::make(Pack::Zip, {{"a.json", QByteArray(96 << 20, ' ')}}) << importers::ArchiveLimits()
                                << QStringList{refused("!/a.json", ErrorCode::LimitExceeded)};
    }
    void caps()
    {
        QFETCH(QByteArray, bytes);
        QFETCH(importers::ArchiveLimits, limits);
        QFETCH(QStringList, met);
        QVERIFY(bytes.size() < 1 << 20);
        QCOMPARE(walk(write(bytes), limits), met);
    }

    void emptyOnes()
    {
        QCOMPARE(walk(write(archives::make(Pack::Zip, {}))), QStringList{refused("", ErrorCode::FileEmpty)});
        QCOMPARE(walk(write(archives::make(Pack::Zip, {{"only/", {}, Member::Kind::Folder}}))), QStringList{refused("", ErrorCode::FileEmpty)});
    }

    /// A damaged archive tells so; the members before the damage stand.
    /// Of names without the flag of UTF-8: code page 437, and UTF-8 all the same where they are that.
    void namesOfOldZips()
    {
        // No archiver of today writes such names: they are put in place of others that are as long.
        QByteArray zip = archives::make(Pack::Zip, {{"Vertr1ge/M2ller.json", "a"}, {"Stra34e.json", "b"}, {"plain.json", "c"}});
        zip.replace("Vertr1ge/M2ller.json", "Vertr\x84ge/M\x81ller.json").replace("Stra34e.json", "Stra\xc3\x9f" "e.json");
        QCOMPARE(walk(write(zip)),
                 (QStringList{u"*!/Verträge/Müller.json=a"_s, u"*!/Straße.json=b"_s, u"*!/plain.json=c"_s}));
    }

    /// libarchive unpacks it without a word.
    void checksumOfGzip()
    {
        QByteArray bytes = archives::make(Pack::TarGz, {{"a.json", "a"}, {"b.json", "b"}});
        bytes[bytes.size() - 8] = static_cast<char>(bytes.at(bytes.size() - 8) ^ 0x55);
        QCOMPARE(walk(write(bytes)), QStringList{refused("", ErrorCode::FileUnreadable)});
        QVERIFY2(m_details.constFirst().contains(u"checksum of the gzip file"_s), qPrintable(m_details.constFirst()));
    }

    void whatComesAfterABombIsTold()
    {
        importers::ArchiveLimits limits;
        limits.unpacked = 100;
        const QString path = write(archives::make(Pack::Zip, {{"a.json", "a"}, {".hidden", "h"}, {"b.json", QByteArray(200, 'b')}, {"c.json", "c"}, {"d.json", "d"}}));
        QCOMPARE(walk(path, limits), (QStringList{u"*!/a.json=a"_s, refused("!/b.json", ErrorCode::LimitExceeded), refused("", ErrorCode::LimitExceeded), u"passed * 1 .hidden"_s}));
        QVERIFY2(m_details.constLast().startsWith(u"2 members after it in the archive were not read: c.json, d.json"_s), qPrintable(m_details.constLast()));
    }

    /// What lies behind it in a stream can't be listed without unpacking it.
    void whatComesAfterABombInATarIsTold()
    {
        importers::ArchiveLimits limits;
        limits.unpacked = 100;
        const QString path = write(archives::make(Pack::TarGz, {{"a.json", "a"}, {"b.json", QByteArray(200, 'b')}, {"c.json", "c"}}));
        QCOMPARE(walk(path, limits), (QStringList{u"*!/a.json=a"_s, refused("!/b.json", ErrorCode::LimitExceeded), refused("", ErrorCode::LimitExceeded)}));
        QVERIFY2(m_details.constLast().startsWith(u"what comes after it in the archive"_s), qPrintable(m_details.constLast()));
    }

    /// All members are whole, but whether they are all nobody can tell.
    void zipWithoutItsDirectory()
    {
        const QByteArray whole = archives::make(Pack::Zip, {{"a.json", "[1]"}, {"b.json", "[2]"}});
        QCOMPARE(walk(write(whole)).size(), 2);
        for (const qsizetype cut : {10, 60}) {
            QCOMPARE(walk(write(whole.chopped(cut))), QStringList{refused("", ErrorCode::FileUnreadable)});
            QVERIFY2(m_details.constFirst().contains(u"directory at the end"_s), qPrintable(m_details.constFirst()));
        }
    }

    void truncated_data()
    {
        QTest::addColumn<Pack>("pack");
        QTest::newRow("tar") << Pack::Tar;
        QTest::newRow("tar.gz") << Pack::TarGz;
        QTest::newRow("zip") << Pack::StoredZip;
    }
    void truncated()
    {
        QFETCH(Pack, pack);
        QByteArray noise;
        for (quint32 x = 1, i = 0; i < 200'000; ++i)
            noise += char('a' + (x = x * 1664525u + 1013904223u) % 26);
        const QByteArray whole = archives::make(pack, {{"a.json", "[1]"}, {"b.json", noise}, {"c.json", "[3]"}});
        const QStringList met = walk(write(whole.first(whole.size() / 2)));
        QVERIFY2(met.size() >= 1 && met.last().startsWith(u"refused"_s), qPrintable(met.join(u", "_s)));
        QVERIFY(!met.join(u","_s).contains(u"c.json=["_s));
        if (pack != Pack::StoredZip)
            QCOMPARE(met.first(), u"*!/a.json=[1]"_s);
    }

    void cancelled()
    {
        ImpatientJob job(3);
        const QStringList met = walk(write(archives::make(Pack::Zip, {{"a.json", "[1]"}, {"b.json", "[2]"}, {"c.json", "[3]"}, {"d.json", "[4]"}})), {}, &job);
        QVERIFY(met.last().startsWith(u"refused"_s) && met.last().endsWith(u": %1"_s.arg(int(ErrorCode::Cancelled))));
        QVERIFY(met.size() < 4);
    }
};

BAILIWICK_TEST(QCoreApplication, tst_Archives)

} // namespace tst_archives

#include "tst_archives.moc"
