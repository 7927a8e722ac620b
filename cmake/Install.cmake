# `cmake --install BUILD --prefix WHERE`: the program, the example, and the library, so that another project can say
#   find_package(liandong REQUIRED)
#   target_link_libraries(theirs PRIVATE liandong::planning liandong::io)
# and include "model/planning/make_plan.hpp" as this repository does.
include(CMakePackageConfigHelpers)

set(config_dir ${CMAKE_INSTALL_LIBDIR}/cmake/liandong)
get_property(rooms GLOBAL PROPERTY LIANDONG_ROOMS)
install(TARGETS ${rooms} EXPORT liandong
  ARCHIVE DESTINATION ${CMAKE_INSTALL_LIBDIR} COMPONENT development
  FILE_SET HEADERS DESTINATION ${CMAKE_INSTALL_INCLUDEDIR}/liandong COMPONENT development)
install(EXPORT liandong NAMESPACE liandong:: FILE liandong-targets.cmake DESTINATION ${config_dir} COMPONENT development)
configure_package_config_file(${CMAKE_CURRENT_LIST_DIR}/liandong-config.cmake.in ${CMAKE_CURRENT_BINARY_DIR}/liandong-config.cmake INSTALL_DESTINATION ${config_dir})
write_basic_package_version_file(${CMAKE_CURRENT_BINARY_DIR}/liandong-config-version.cmake COMPATIBILITY SameMinorVersion)
install(FILES ${CMAKE_CURRENT_BINARY_DIR}/liandong-config.cmake ${CMAKE_CURRENT_BINARY_DIR}/liandong-config-version.cmake
  DESTINATION ${config_dir} COMPONENT development)

if(TARGET liandong)
  install(TARGETS liandong RUNTIME DESTINATION ${CMAKE_INSTALL_BINDIR} COMPONENT program)
  install(FILES ${PROJECT_SOURCE_DIR}/scenarios/cli/liandong.1 DESTINATION ${CMAKE_INSTALL_MANDIR}/man1 COMPONENT program)
  install(FILES ${PROJECT_SOURCE_DIR}/scenarios/cli/completion.bash RENAME liandong
    DESTINATION ${CMAKE_INSTALL_DATADIR}/bash-completion/completions COMPONENT program)
endif()
# A component of its own, so that the package of the program does not ask for MPI: cmake --install BUILD --component mpi
if(TARGET liandong-mpi)
  install(TARGETS liandong-mpi RUNTIME DESTINATION ${CMAKE_INSTALL_BINDIR} COMPONENT mpi EXCLUDE_FROM_ALL)
endif()
install(DIRECTORY ${PROJECT_SOURCE_DIR}/data/ DESTINATION ${CMAKE_INSTALL_DATADIR}/liandong COMPONENT program)
install(FILES ${PROJECT_SOURCE_DIR}/LICENSE ${PROJECT_SOURCE_DIR}/README.md ${PROJECT_SOURCE_DIR}/README.zh.md
  DESTINATION ${CMAKE_INSTALL_DOCDIR} COMPONENT program)

# `cpack -G DEB` or `cpack -G TGZ` in the build folder.
set(CPACK_PACKAGE_VENDOR "The Liandong authors")
set(CPACK_PACKAGE_CONTACT "The Liandong authors <liandong@localhost>")
set(CPACK_RESOURCE_FILE_LICENSE ${PROJECT_SOURCE_DIR}/LICENSE)
set(CPACK_PACKAGING_INSTALL_PREFIX /usr)
set(CPACK_STRIP_FILES ON)
set(CPACK_DEBIAN_PACKAGE_SHLIBDEPS ON)
set(CPACK_DEBIAN_FILE_NAME DEB-DEFAULT)
include(CPack)
