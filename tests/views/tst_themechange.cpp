// SPDX-License-Identifier: GPL-3.0-or-later
// Another theme while the window stands: signs and links must be read on the new ground at once.
#include "gui/guiquestions.h"
#include "support/samplewindow.h"
#include "support/testmain.h"
#include "widgets/iconloader.h"

#include <QApplication>
#include <QImage>
#include <QLabel>
#include <QListWidget>
#include <QToolButton>

namespace tst_themechange {

using namespace Qt::StringLiterals;

class TestThemeChange : public SampleWindowTest
{
    Q_OBJECT

    /// The ink in which an icon is drawn: its most opaque point.
    static QColor inkOf(const QIcon &icon, QIcon::Mode mode = QIcon::Normal)
    {
        const QImage image = icon.pixmap(QSize(40, 40), 1, mode).toImage();
        QColor ink;
        int most = 0;
        for (int y = 0; y < image.height(); ++y) {
            for (int x = 0; x < image.width(); ++x) {
                if (const QColor c = image.pixelColor(x, y); c.alpha() > most) {
                    most = c.alpha();
                    ink = c;
                }
            }
        }
        return ink;
    }
    static double contrast(const QColor &a, const QColor &b) { return qAbs(a.lightnessF() - b.lightnessF()); }

private slots:
    void initTestCase() { makeSample(); }
    void cleanup() { views::applyTheme(views::ThemeChoice::Light); }

    void signsAndLinksFollow_data()
    {
        QTest::addColumn<views::ThemeChoice>("from");
        QTest::addColumn<views::ThemeChoice>("to");
        QTest::newRow("light to dark") << views::ThemeChoice::Light << views::ThemeChoice::Dark;
        QTest::newRow("dark to light") << views::ThemeChoice::Dark << views::ThemeChoice::Light;
    }
    void signsAndLinksFollow()
    {
        QFETCH(views::ThemeChoice, from);
        QFETCH(views::ThemeChoice, to);
        views::applyTheme(from);
        app::GuiQuestions questions(*m_services, m_clock);
        const auto window = openWindow(u"questions"_s, &questions);
        QLabel *link = nullptr;
        for (QLabel *label : window->findChildren<QLabel *>()) {
            if (label->isVisible() && label->text().contains(u"<a "_s))
                link = label;
        }
        QVERIFY(link);
        const auto linkIsPainted = [&](const QColor &colour) {
            const QImage image = link->grab().toImage();
            for (int y = 0; y < image.height(); ++y) {
                for (int x = 0; x < image.width(); ++x) {
                    if (image.pixelColor(x, y) == colour)
                        return true;
                }
            }
            return false;
        };
        const QColor before = QApplication::palette().color(QPalette::Link);
        QVERIFY(linkIsPainted(before));
        window->setTheme(to);
        settle(*window);
        const QColor ground = QApplication::palette().color(QPalette::Window);
        const auto *navigation = window->findChild<QListWidget *>(u"navigation"_s);
        QVERIFY(navigation && navigation->count() > 10);
        for (int i = 0; i < navigation->count(); ++i)
            QVERIFY(contrast(inkOf(navigation->item(i)->icon()), ground) > 0.4);
        for (const QString &name : {u"back"_s, u"frameworks"_s, u"import"_s, u"columns"_s}) {
            const auto *button = window->findChild<QToolButton *>(name);
            if (button && !button->icon().isNull())
                QVERIFY2(contrast(inkOf(button->icon()), ground) > 0.4, qPrintable(name));
        }
        QVERIFY(linkIsPainted(QApplication::palette().color(QPalette::Link)));
        QVERIFY(!linkIsPainted(before));
    }

    // An icon that was fetched before the change is as good as one fetched after it.
    void anOldIconIsPaintedInTheNewInk()
    {
        const QIcon icon = views::loadIcon(u"back"_s);
        const QColor light = inkOf(icon);
        views::applyTheme(views::ThemeChoice::Dark);
        QVERIFY(inkOf(icon) != light);
        QCOMPARE(inkOf(icon), inkOf(views::loadIcon(u"back"_s)));
        QVERIFY(inkOf(icon, QIcon::Disabled) != inkOf(icon));
    }
};

BAILIWICK_TEST(QApplication, TestThemeChange)
} // namespace tst_themechange

#include "tst_themechange.moc"
