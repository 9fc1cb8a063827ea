/* Loaded before the C library (LD_PRELOAD): counts what the program asks the system to change on the disk, and at one of
 * these calls ends the program as `kill -9` does, in the middle of a write, or lets the disk be full from there on.
 *
 * FAULT_AT: which call, from 1. FAULT: `kill` or `full`. FAULT_COUNT: a file that is told how many calls there were. */
#define _GNU_SOURCE
#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stdarg.h>
#include <stdatomic.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/types.h>
#include <unistd.h>

#define REAL(name) ((__typeof__(&name))dlsym(RTLD_NEXT, #name))

static atomic_long calls;
static long at;
static int kills;

__attribute__((constructor)) static void begin(void) {
  const char *number = getenv("FAULT_AT"), *what = getenv("FAULT");
  at = number ? atol(number) : 0;
  kills = what && strcmp(what, "kill") == 0;
}

__attribute__((destructor)) static void end(void) {
  const char *path = getenv("FAULT_COUNT");
  FILE *file = path ? fopen(path, "w") : NULL;
  if (file) {
    fprintf(file, "%ld\n", atomic_load(&calls));
    fclose(file);
  }
}

static void die(void) {
  kill(getpid(), SIGKILL);
  pause();
}

/* Whether this call is the one, or comes after it. */
static int struck(int grows) {
  long number = atomic_fetch_add(&calls, 1) + 1;
  if (at == 0 || number < at) return 0;
  if (kills) return number == at;
  if (!grows) return 0;
  errno = ENOSPC;
  return 1;
}

static int is_file(int fd) {
  struct stat about;
  return fd > 2 && fstat(fd, &about) == 0 && S_ISREG(about.st_mode);
}

#define CHANGE(type, name, grows, parameters, arguments) \
  type name parameters {                                 \
    if (struck(grows)) {                                 \
      if (kills) die();                                  \
      return -1;                                         \
    }                                                    \
    return REAL(name) arguments;                         \
  }

CHANGE(int, rename, 0, (const char *from, const char *to), (from, to))
CHANGE(int, mkdir, 1, (const char *path, mode_t mode), (path, mode))
CHANGE(int, unlink, 0, (const char *path), (path))
CHANGE(int, unlinkat, 0, (int folder, const char *path, int flags), (folder, path, flags))
CHANGE(int, rmdir, 0, (const char *path), (path))
CHANGE(int, ftruncate, 0, (int fd, off_t length), (fd, length))
CHANGE(int, ftruncate64, 0, (int fd, off64_t length), (fd, length))
CHANGE(int, link, 1, (const char *from, const char *to), (from, to))
CHANGE(int, symlink, 1, (const char *to, const char *path), (to, path))
CHANGE(ssize_t, copy_file_range, 1, (int from, off64_t *start, int to, off64_t *place, size_t size, unsigned flags),
       (from, start, to, place, size, flags))

#define OPEN(name)                                                   \
  int name(const char *path, int flags, ...) {                       \
    mode_t mode = 0;                                                 \
    if (flags & O_CREAT) {                                           \
      va_list rest;                                                  \
      va_start(rest, flags);                                         \
      mode = va_arg(rest, mode_t);                                   \
      va_end(rest);                                                  \
      if (struck(1)) {                                               \
        if (kills) die();                                            \
        return -1;                                                   \
      }                                                              \
    }                                                                \
    return REAL(name)(path, flags, mode);                            \
  }

OPEN(open)
OPEN(open64)

ssize_t write(int fd, const void *bytes, size_t size) {
  if (is_file(fd) && struck(1)) {
    if (!kills) return -1;
    REAL(write)(fd, bytes, size / 2);
    die();
  }
  return REAL(write)(fd, bytes, size);
}
