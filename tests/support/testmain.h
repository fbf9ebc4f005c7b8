// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QCoreApplication>
#include <QTest>

namespace tests {

/// A test class that a program of tests holds, called as its file is ("tst_clock"). Made before main() by BAILIWICK_TEST, from the main thread.
struct Registered
{
    using Run = int (*)(int argc, char **argv);
    Registered(const char *file, Run run);
    const char *file; ///< Path of its source.
    Run run;          ///< Makes the application and the test, and answers with the number of failures.
    Registered *next; ///< The one that was made before it.
};

} // namespace tests

/// In place of QTEST_MAIN: all tests of a room are one program, which runs the one that it is called as (a link bears its name) or that
/// its first argument names. Application is the class that the test needs: QCoreApplication, QGuiApplication, QApplication or one of its own.
#define BAILIWICK_TEST(Application, Class) BAILIWICK_TEST_RUN(Class, [](int argc, char **argv) { \
    Application application(argc, argv); \
    Class test; \
    return QTest::qExec(&test, argc, argv); \
})
/// The same with what is to be run instead, int (int argc, char **argv).
#define BAILIWICK_TEST_RUN(Class, ...) static const tests::Registered registered##Class(__FILE__, __VA_ARGS__);
