// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/cli/commandline.h"
#include "core/services.h"

#include <QGuiApplication>
#include <QTextStream>

int main(int argc, char **argv)
{
    // Reports paint with fonts, which need a GUI application; no display is ever used.
    qputenv("QT_QPA_PLATFORM", "offscreen");
    QGuiApplication application(argc, argv);
    QTextStream out(stdout);
    QTextStream err(stderr);
    const auto services = app::Services::load();
    if (!services) {
        err << "bailiwick-cli: " << services.error().where << ": " << services.error().detail << '\n';
        return app::Exit::Failed;
    }
    domain::SystemClock clock;
    app::Console console{out, err, **services, clock};
    return app::runCommandLine(application.arguments().mid(1), console);
}
