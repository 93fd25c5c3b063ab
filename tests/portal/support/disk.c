/*
 * Comes between Postgres and its disk (LD_PRELOAD): while the file that LATCHKEY_DISK_FULL names is there, nothing can be written to
 * the write-ahead log; while the one that LATCHKEY_DISK_BROKEN names is there, nothing that was written to it can be made to last.
 * Everything else goes straight to the system.
 */
#define _GNU_SOURCE
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/syscall.h>
#include <sys/types.h>
#include <sys/uio.h>
#include <unistd.h>

static int is_there(const char *name)
{
    const char *file = getenv(name);
    return file != NULL && syscall(SYS_faccessat, AT_FDCWD, file, F_OK) == 0;
}

static int is_of_the_log(int fd)
{
    char link[64], path[4096];
    snprintf(link, sizeof link, "/proc/self/fd/%d", fd);
    ssize_t length = readlink(link, path, sizeof path - 1);
    if (length < 0)
        return 0;
    path[length] = '\0';
    return strstr(path, "/pg_wal/") != NULL;
}

/* Whether it fails, and with what; else errno is as it was. */
static int fails(int fd, const char *name, int error)
{
    int before = errno;
    int failed = is_there(name) && is_of_the_log(fd);
    errno = failed ? error : before;
    return failed;
}

static int full(int fd)
{
    return fails(fd, "LATCHKEY_DISK_FULL", ENOSPC);
}

static int broken(int fd)
{
    return fails(fd, "LATCHKEY_DISK_BROKEN", EIO);
}

ssize_t write(int fd, const void *bytes, size_t size)
{
    return full(fd) ? -1 : syscall(SYS_write, fd, bytes, size);
}

ssize_t pwrite(int fd, const void *bytes, size_t size, off_t at)
{
    return full(fd) ? -1 : syscall(SYS_pwrite64, fd, bytes, size, at);
}

ssize_t pwritev(int fd, const struct iovec *parts, int count, off_t at)
{
    return full(fd) ? -1 : syscall(SYS_pwritev, fd, parts, count, at, 0);
}

int fsync(int fd)
{
    return broken(fd) ? -1 : (int)syscall(SYS_fsync, fd);
}

int fdatasync(int fd)
{
    return broken(fd) ? -1 : (int)syscall(SYS_fdatasync, fd);
}
