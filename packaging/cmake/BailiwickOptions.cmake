# SPDX-License-Identifier: GPL-3.0-or-later
# Flags that every target shares, kept in one interface target.
set(CMAKE_CXX_STANDARD 20)
set(CMAKE_CXX_STANDARD_REQUIRED ON)
set(CMAKE_CXX_EXTENSIONS OFF)
set(CMAKE_AUTOUIC OFF)

find_program(CCACHE_PROGRAM ccache)
if(CCACHE_PROGRAM AND NOT CMAKE_CXX_COMPILER_LAUNCHER)
  # What ccache has to overlook for a precompiled header: when it was made.
  set(CMAKE_CXX_COMPILER_LAUNCHER ${CMAKE_COMMAND} -E env
    CCACHE_SLOPPINESS=pch_defines,time_macros,include_file_mtime,include_file_ctime ${CCACHE_PROGRAM})
endif()
find_program(MOLD_PROGRAM mold)
if(MOLD_PROGRAM)
  add_link_options(-fuse-ld=mold)
endif()

set_property(GLOBAL PROPERTY JOB_POOLS compile=2 link=1)
set(CMAKE_JOB_POOL_LINK link)

add_library(project_options INTERFACE)
target_compile_options(project_options INTERFACE
  -Wall -Wextra -Wpedantic -Wshadow -Wnon-virtual-dtor -Woverloaded-virtual -Wold-style-cast
  -Wconversion -Wnull-dereference -Wformat=2
  # GCC 12 takes the move of a std::variant for a read of members that it does not hold (GCC bug 105562 and kin),
  # at some optimisation levels only. The asan preset looks for the real ones.
  -Wno-maybe-uninitialized)
if(BAILIWICK_WERROR)
  target_compile_options(project_options INTERFACE -Werror)
endif()
target_compile_definitions(project_options INTERFACE
  QT_NO_CAST_FROM_ASCII QT_NO_CAST_TO_ASCII QT_NO_URL_CAST_FROM_STRING QT_NO_FOREACH QT_STRICT_ITERATORS
  QT_NO_NARROWING_CONVERSIONS_IN_CONNECT QT_DISABLE_DEPRECATED_BEFORE=0x060400)

# The strings, lists and JSON that most files read anyway, compiled once: a quarter less time for a file. Every file still includes what
# it uses: a build with clang (preset "fuzz") has no such header.
file(CONFIGURE OUTPUT ${CMAKE_BINARY_DIR}/precompiled.cpp CONTENT "namespace { }\n")
add_library(precompiled STATIC ${CMAKE_BINARY_DIR}/precompiled.cpp)
set_target_properties(precompiled PROPERTIES AUTOMOC OFF)
target_link_libraries(precompiled PRIVATE project_options Qt6::Core nlohmann_json::nlohmann_json)
function(bailiwick_precompiled target)
  if(CMAKE_CXX_COMPILER_ID STREQUAL "GNU")
    target_precompile_headers(${target} REUSE_FROM precompiled)
  endif()
endfunction()
if(CMAKE_CXX_COMPILER_ID STREQUAL "GNU")
  target_compile_options(project_options INTERFACE -fpch-preprocess)   # without it ccache can't tell which header was used
  target_precompile_headers(precompiled PRIVATE <QByteArray> <QDate> <QDateTime> <QHash> <QJsonArray> <QJsonObject> <QList> <QMap> <QSet>
    <QString> <QStringList> <QVariant> <algorithm> <functional> <memory> <optional> <variant> <vector> <nlohmann/json.hpp>)
endif()
