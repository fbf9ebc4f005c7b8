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
  -Wall -Wextra -Wpedantic -Wnon-virtual-dtor -Woverloaded-virtual -Wold-style-cast
  -Wconversion -Wformat=2
  # GCC 12 takes the move of a std::variant for a read of members that it does not hold (GCC bug 105562 and kin),
  # at some optimisation levels only. The asan preset looks for the real ones.
  $<$<CXX_COMPILER_ID:GNU>:-Wno-maybe-uninitialized>)
if(NOT BAILIWICK_JOINED)
  # Joined, a parameter may be called as something in a neighbouring file is, and GCC 12 sees null pointers in QHash's own code.
  target_compile_options(project_options INTERFACE -Wshadow -Wnull-dereference)
endif()
if(BAILIWICK_WERROR)
  target_compile_options(project_options INTERFACE -Werror)
endif()
target_compile_definitions(project_options INTERFACE
  QT_NO_CAST_FROM_ASCII QT_NO_CAST_TO_ASCII QT_NO_URL_CAST_FROM_STRING QT_NO_FOREACH QT_STRICT_ITERATORS
  QT_NO_NARROWING_CONVERSIONS_IN_CONNECT QT_DISABLE_DEPRECATED_BEFORE=0x060400)

# Headers that most files of a kind read anyway, compiled once: a quarter less time for a file. Every file still includes what it uses:
# a build with clang (preset "fuzz") has no such headers.
set(common_headers <QByteArray> <QDate> <QDateTime> <QHash> <QList> <QMap> <QSet> <QString> <QStringList> <QVariant>
  <algorithm> <functional> <memory> <optional> <variant> <vector>)
function(bailiwick_precompiled_headers name)
  cmake_parse_arguments(ARG "" "" "HEADERS;LINK" ${ARGN})
  file(CONFIGURE OUTPUT ${CMAKE_BINARY_DIR}/${name}.cpp CONTENT "namespace { }\n")
  add_library(${name} STATIC ${CMAKE_BINARY_DIR}/${name}.cpp)
  set_target_properties(${name} PROPERTIES AUTOMOC OFF)
  target_link_libraries(${name} PRIVATE project_options Qt6::Core ${ARG_LINK})
  if(CMAKE_CXX_COMPILER_ID STREQUAL "GNU")
    target_precompile_headers(${name} PRIVATE ${common_headers} ${ARG_HEADERS})
  endif()
endfunction()
if(CMAKE_CXX_COMPILER_ID STREQUAL "GNU")
  target_compile_options(project_options INTERFACE -fpch-preprocess)   # without it ccache can't tell which header was used
endif()
bailiwick_precompiled_headers(precompiled HEADERS <QJsonArray> <QJsonObject> <nlohmann/json.hpp> LINK nlohmann_json::nlohmann_json)
bailiwick_precompiled_headers(precompiled_widgets LINK Qt6::Widgets HEADERS <QBoxLayout> <QComboBox> <QDateEdit> <QDialog> <QFormLayout>
  <QHeaderView> <QLabel> <QLineEdit> <QPainter> <QPushButton> <QSignalBlocker> <QToolButton> <QTreeWidget>)
function(bailiwick_precompiled target headers)
  if(CMAKE_CXX_COMPILER_ID STREQUAL "GNU")
    target_precompile_headers(${target} REUSE_FROM ${headers})
  endif()
endfunction()
