# Compiler options shared by every target: link to xt_options.
add_library(xt_options INTERFACE)
set(CMAKE_C_STANDARD 11)
set(CMAKE_C_STANDARD_REQUIRED ON)
set(CMAKE_C_EXTENSIONS OFF)

target_compile_definitions(xt_options INTERFACE _POSIX_C_SOURCE=200809L _FILE_OFFSET_BITS=64)
target_compile_options(xt_options INTERFACE
    -Wall -Wextra -Wpedantic -Wconversion -Wshadow -Wstrict-prototypes -Wmissing-prototypes
    -Wpointer-arith -Wwrite-strings -Wundef -Wformat=2 -Wvla)

if(NOT XLSTOOLS_THREADS)
    target_compile_definitions(xt_options INTERFACE XT_NO_THREADS)
endif()
if(XLSTOOLS_WERROR)
    target_compile_options(xt_options INTERFACE -Werror)
endif()
if(XLSTOOLS_SANITIZE)
    target_compile_options(xt_options INTERFACE -fsanitize=address,undefined -fno-sanitize-recover=undefined
                                                -fno-omit-frame-pointer)
    target_link_options(xt_options INTERFACE -fsanitize=address,undefined)
endif()
if(XLSTOOLS_COVERAGE)
    target_compile_options(xt_options INTERFACE --coverage -fprofile-update=atomic)
    target_link_options(xt_options INTERFACE --coverage)
endif()
