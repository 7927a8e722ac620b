# What holds for every file of the project.

# The same sum on every machine: a compiler may otherwise fuse a*b+c into one rounding where the processor has such an instruction.
add_compile_options(-ffp-contract=off)

if(LIANDONG_DEVELOPER)
  add_compile_options(-Wall -Wextra -Wpedantic -Wshadow -Wconversion -Wno-missing-field-initializers -Wno-sign-conversion)
endif()

# Compiling again what was compiled before costs nothing where ccache is at hand.
if(PROJECT_IS_TOP_LEVEL AND NOT DEFINED CMAKE_CXX_COMPILER_LAUNCHER)
  find_program(LIANDONG_CCACHE ccache)
  mark_as_advanced(LIANDONG_CCACHE)
  if(LIANDONG_CCACHE)
    set(CMAKE_CXX_COMPILER_LAUNCHER ${LIANDONG_CCACHE})
  endif()
endif()
