// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/services.h"
#include "gui/guiassessments.h"
#include "gui/guibackend.h"
#include "gui/guiquestions.h"
#include "pages/mainwindow.h"
#include "pages/pagerenderer.h"
#include "widgets/theme.h"

#include <QApplication>
#include <QCommandLineParser>
#include <QLocale>
#include <QScreen>
#include <QStandardPaths>
#include <QTemporaryDir>
#include <QTextStream>

#include <cstdio>
#include <cstring>

using namespace Qt::StringLiterals;

namespace {

int usage(const QString &message)
{
    QTextStream(stderr) << "bailiwick: " << message << '\n';
    return 2;
}

} // namespace

int main(int argc, char *argv[])
{
    // Pictures of the pages need no screen; the platform must be named before the application object is made.
    for (int i = 1; i < argc; ++i) {
        if (std::strncmp(argv[i], "--render-pages", 14) == 0)
            qputenv("QT_QPA_PLATFORM", "offscreen");
    }
    QApplication application(argc, argv);
    QApplication::setApplicationName(u"bailiwick"_s);
    QApplication::setApplicationVersion(QStringLiteral(BAILIWICK_VERSION));
    QApplication::setOrganizationName(u"bailiwick"_s);
    QApplication::setApplicationDisplayName(u"Bailiwick"_s);

    QCommandLineParser parser;
    parser.setApplicationDescription(u"Where data, AI models and accelerators are, who reaches them, and under whose law."_s);
    parser.addHelpOption();
    parser.addVersionOption();
    parser.addPositionalArgument(u"WORKSPACE"_s, u"the file to open"_s);
    const QCommandLineOption demo(u"demo"_s, u"Open a temporary workspace with the sample organisation."_s);
    const QCommandLineOption render(u"render-pages"_s, u"Draw each page into FOLDER as PNG and end."_s, u"FOLDER"_s);
    const QCommandLineOption size(u"size"_s, u"Size of the window, for example 1440x900."_s, u"WxH"_s, u"1440x900"_s);
    const QCommandLineOption theme(u"theme"_s, u"light, dark or system."_s, u"THEME"_s, u"system"_s);
    const QCommandLineOption language(u"language"_s, u"Dates, numbers and direction of a language, for example de; the words are English."_s, u"xx"_s);
    parser.addOptions({demo, render, size, theme, language});
    parser.process(application);

    if (parser.isSet(language)) {
        const QLocale locale(parser.value(language));
        if (locale == QLocale::c())
            return usage(u"--language wants the code of a language, for example de"_s);
        QLocale::setDefault(locale);
        QApplication::setLayoutDirection(locale.textDirection());
    }
    const QStringList sides = parser.value(size).split(u'x');
    const QSize wanted(sides.value(0).toInt(), sides.value(1).toInt());
    if (sides.size() != 2 || wanted.width() < 320 || wanted.height() < 240)
        return usage(u"--size wants WIDTHxHEIGHT"_s);
    const bool pictures = parser.isSet(render);
    const QString settingsFile = QStandardPaths::writableLocation(QStandardPaths::AppConfigLocation) + u"/window.ini"_s;
    const QString look = parser.isSet(theme) || pictures ? parser.value(theme) : views::UiSettings(settingsFile).theme();
    if (look != u"light"_s && look != u"dark"_s && look != u"system"_s)
        return usage(u"--theme wants light, dark or system"_s);
    views::applyTheme(look == u"dark"_s ? views::ThemeChoice::Dark : look == u"light"_s ? views::ThemeChoice::Light : views::ThemeChoice::System);

    const auto services = app::Services::load();
    if (!services) {
        QTextStream(stderr) << "bailiwick: " << services.error().where << ": " << services.error().detail << '\n';
        return 1;
    }
    services.value()->shipped(); // now, and not during the first click
    const domain::SystemClock clock;
    app::GuiBackend backend(*services.value(), clock);
    app::GuiQuestions questions(*services.value(), clock);
    app::GuiAssessments assessments(*services.value(), clock);
    QTemporaryDir temporary;
    // Pictures of pages shall not depend on what somebody chose before.
    views::MainWindow window(backend, pictures ? views::UiSettings() : views::UiSettings(settingsFile), nullptr, &questions, &assessments);
    if (pictures || parser.isSet(size))
        window.resize(wanted);
    else if (const QScreen *screen = window.screen())
        window.resize(window.size().boundedTo(screen->availableSize() - QSize(8, 40))); // its frame is on the screen too

    const QString workspace = parser.positionalArguments().value(0);
    std::unique_ptr<views::PageRenderer> renderer;
    if (parser.isSet(render)) {
        renderer = std::make_unique<views::PageRenderer>(window, parser.value(render));
        QObject::connect(renderer.get(), &views::PageRenderer::finished, &application, [](bool ok) { QApplication::exit(ok ? 0 : 1); });
        QObject::connect(&window, &views::MainWindow::workspaceOpened, renderer.get(), &views::PageRenderer::start);
        QObject::connect(&window, &views::MainWindow::workspaceFailed, &application, [](const domain::Error &error) {
            QTextStream(stderr) << "bailiwick: " << error.where << ": " << error.detail << '\n';
            QApplication::exit(1);
        });
    }
    window.show();
    // From within the event loop: an end that came before it would be lost.
    QMetaObject::invokeMethod(
        &window,
        [&] {
            if (parser.isSet(demo))
                window.openSample(temporary.filePath(u"sample.bailiwick"_s));
            else if (!workspace.isEmpty())
                window.openWorkspace(workspace, false);
            else if (renderer)
                renderer->start();
        },
        Qt::QueuedConnection);
    return QApplication::exec();
}
