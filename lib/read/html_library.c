/* SPDX-License-Identifier: MIT */
#include "read/html_library.h"

#include "base/error.h"

#ifndef XT_LIBXML2

#define LINKED(function) .function = &function,

xt_status xt_libxml_open(const xt_libxml **libxml, xt_error *error)
{
    static const xt_libxml LINKED_ONES = {XT_LIBXML_FUNCTIONS(LINKED)};
    (void)error;
    *libxml = &LINKED_ONES;
    return XT_OK;
}

#else

#include <dlfcn.h>
#include <errno.h>
#ifndef XT_NO_THREADS
#include <pthread.h>
#endif

/* One function; a pointer to a function has the size of any other here (POSIX, dlsym). */
static bool find(void *handle, const char *name, void *member)
{
    void *found = dlsym(handle, name);
    memcpy(member, &found, sizeof found);
    return found;
}

#define FIND(function) &&find(handle, #function, &libxml->function)

/* The library stays open as long as the process. */
static bool load(xt_libxml *libxml)
{
    void *handle = dlopen(XT_LIBXML2, RTLD_NOW | RTLD_LOCAL);
    return handle XT_LIBXML_FUNCTIONS(FIND);
}

xt_status xt_libxml_open(const xt_libxml **libxml, xt_error *error)
{
    static xt_libxml only;
    static bool is_open;
#ifndef XT_NO_THREADS
    static pthread_mutex_t lock = PTHREAD_MUTEX_INITIALIZER;
    pthread_mutex_lock(&lock);
#endif
    errno = 0;
    is_open = is_open || load(&only);
    bool opened = is_open;
#ifndef XT_NO_THREADS
    pthread_mutex_unlock(&lock);
#endif
    *libxml = &only;
    if (opened)
        return XT_OK;
    return errno == ENOMEM ? xt_fail_memory(error)
                           : xt_fail_at(error, XT_SAY_NO_LIBRARY, (xt_str){0}, XT_LITERAL(XT_LIBXML2));
}

#endif
