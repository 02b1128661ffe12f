/* SPDX-License-Identifier: MIT
 *
 * timed [-n TIMES] [-o FILE] REPORT COMMAND [ARGUMENT]... - runs the command and writes to REPORT what one
 * run took: seconds of clock, seconds of user and system time, peak memory in KiB, and the exit code. -n runs
 * it so often, one after the other, and divides: for what is shorter than the clock tells apart; the highest
 * exit code counts. What it prints is dropped, or goes into the file of -o. A program of its own because the
 * peak that the system tells of a child is never below that of the process it was forked from.
 */
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

static double now(void)
{
    struct timespec time;
    clock_gettime(CLOCK_MONOTONIC, &time);
    return (double)time.tv_sec + (double)time.tv_nsec / 1e9;
}

static double seconds(struct timeval time)
{
    return (double)time.tv_sec + (double)time.tv_usec / 1e6;
}

/* Runs the command once: its exit code, 128 and the signal that ended it, or -1 when there was no child. */
static int run(char **command, const char *output)
{
    pid_t child = fork();
    if (child == 0) {
        int out = open(output, O_WRONLY | O_CREAT | O_TRUNC, 0666);
        if (out >= 0 && dup2(out, STDOUT_FILENO) >= 0)
            execv(command[0], command);
        _exit(127);
    }
    int status = 0;
    if (child < 0 || waitpid(child, &status, 0) < 0)
        return -1;
    return WIFEXITED(status) ? WEXITSTATUS(status) : 128 + WTERMSIG(status);
}

int main(int argc, char **argv)
{
    int times = 1, option;
    const char *output = "/dev/null";
    while ((option = getopt(argc, argv, "+n:o:")) != -1) {
        if (option == 'n')
            times = atoi(optarg);
        else if (option == 'o')
            output = optarg;
        else
            return 2;
    }
    if (argc - optind < 2 || times < 1)
        return 2;

    int worst = 0;
    double start = now();
    for (int i = 0; i < times; i++) {
        int code = run(argv + optind + 1, output);
        if (code < 0)
            return 2;
        if (code > worst)
            worst = code;
    }
    double wall = now() - start;

    struct rusage used;
    if (getrusage(RUSAGE_CHILDREN, &used) != 0)
        return 2;
    FILE *report = fopen(argv[optind], "w");
    if (!report)
        return 2;
    fprintf(report, "%.7f %.7f %.7f %ld %d\n", wall / times, seconds(used.ru_utime) / times,
            seconds(used.ru_stime) / times, used.ru_maxrss, worst);
    return fclose(report) == 0 ? 0 : 2;
}
