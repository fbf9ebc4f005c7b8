# SPDX-License-Identifier: GPL-3.0-or-later
# A room is one static library: all sources of its folder, and the rooms and libraries that it may know.
# The link list is the law of models/, importers/ and views/: a header of a room that is not linked is not found.
function(bailiwick_room name)
  cmake_parse_arguments(ARG "" "" "FOLDERS;LINK;PRIVATE" ${ARGN})
  set(sources)
  foreach(folder ${ARG_FOLDERS})
    file(GLOB_RECURSE found CONFIGURE_DEPENDS ${folder}/*.cpp ${folder}/*.h)
    list(APPEND sources ${found})
  endforeach()
  if(NOT sources)
    # A room that is not furnished yet still has its place in the link order.
    file(CONFIGURE OUTPUT ${CMAKE_BINARY_DIR}/empty_${name}.cpp CONTENT "namespace { }\n")
    set(sources ${CMAKE_BINARY_DIR}/empty_${name}.cpp)
  endif()
  add_library(${name} STATIC ${sources})
  set_target_properties(${name} PROPERTIES LINKER_LANGUAGE CXX AUTOMOC OFF AUTOUIC OFF)
  # Headers are included by their room: #include "domain/result.h". A room sees only linked rooms' include roots.
  target_include_directories(${name} PUBLIC ${CMAKE_BINARY_DIR}/rooms/${name})
  file(MAKE_DIRECTORY ${CMAKE_BINARY_DIR}/rooms/${name})
  foreach(folder ${ARG_FOLDERS})
    get_filename_component(leaf ${folder} NAME)
    file(CREATE_LINK ${folder} ${CMAKE_BINARY_DIR}/rooms/${name}/${leaf} SYMBOLIC)
  endforeach()
  target_link_libraries(${name} PUBLIC ${ARG_LINK} PRIVATE project_options ${ARG_PRIVATE})
  bailiwick_precompiled(${name})
endfunction()
