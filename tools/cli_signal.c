/* SPDX-License-Identifier: MIT
 *
 * A tool that is ended from outside leaves nothing behind: no half of a file, no line of progress.
 */
#include "cli.h"

#include <errno.h>
#include <signal.h>

/* What is done here is allowed in a handler. The signal comes again when it returns, and ends the program as
 * if nobody had looked at it. */
static void leave(int number)
{
    int before = errno;
    cli_progress_wipe();
    xt_outfile_remove_unfinished();
    raise(number);
    errno = before;
}

void cli_catch_signals(void)
{
    static const int ENDING[] = {SIGHUP, SIGINT, SIGQUIT, SIGPIPE, SIGTERM};
    struct sigaction action = {.sa_handler = leave, .sa_flags = (int)SA_RESETHAND}, old;
    sigfillset(&action.sa_mask);
    for (size_t i = 0; i < sizeof ENDING / sizeof *ENDING; i++)
        if (sigaction(ENDING[i], NULL, &old) == 0 && old.sa_handler != SIG_IGN) /* nohup ignores it */
            sigaction(ENDING[i], &action, NULL);
    action.sa_handler = SIG_IGN;
    action.sa_flags = 0;
    sigaction(SIGXFSZ, &action, NULL); /* a file that grows too large is an error that is told, not the end */
}
