// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/cli/commandline.h"
#include "core/services.h"

#include <QCoreApplication>
#include <QDir>
#include <QFile>
#include <QGuiApplication>
#include <QTemporaryDir>
#include <QTextStream>

#include <memory>
#include <optional>

namespace {

/// Only a report paints with fonts; everything else does without the GUI application and starts faster.
std::unique_ptr<QCoreApplication> makeApplication(int &argc, char **argv, std::optional<QTemporaryDir> &runtime)
{
    if (argc > 1 && qstrcmp(argv[1], "report") == 0) {
        // A nightly job has no session and so no runtime folder; Qt then warns of one that it makes up in a shared place.
        if (qEnvironmentVariableIsEmpty("XDG_RUNTIME_DIR")) {
            runtime.emplace(QDir::tempPath() + QStringLiteral("/bailiwick-XXXXXX"));
            if (runtime->isValid())
                qputenv("XDG_RUNTIME_DIR", QFile::encodeName(runtime->path()));
        }
        qputenv("QT_QPA_PLATFORM", "offscreen");
        return std::make_unique<QGuiApplication>(argc, argv);
    }
    return std::make_unique<QCoreApplication>(argc, argv);
}

} // namespace

int main(int argc, char **argv)
{
    std::optional<QTemporaryDir> runtime;
    const std::unique_ptr<QCoreApplication> application = makeApplication(argc, argv, runtime);
    QTextStream out(stdout);
    QTextStream err(stderr);
    const auto services = app::Services::load();
    if (!services) {
        err << "bailiwick-cli: " << app::errorSentence(services.error()) << '\n';
        return app::Exit::Failed;
    }
    const domain::SystemClock clock;
    app::Console console{out, err, **services, clock};
    return app::runCommandLine(QCoreApplication::arguments().mid(1), console);
}
