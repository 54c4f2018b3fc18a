/* Records every change that a program makes to the files below one folder, so that a power cut at
 * any moment can be tried on the record; and makes one call fail, or be the last.
 *
 * Loaded with LD_PRELOAD. Variables:
 *   RECORD_FOLDER  the folder; nothing outside it is recorded or made to fail
 *   RECORD_OUT     the record; without it nothing is recorded
 *   FAULT_CALL     write, fsync, rename, open, truncate or unlink
 *   FAULT_AT       the how manieth of these calls (1 when unset)
 *   FAULT_DO       ENOSPC, EIO, EACCES, EDQUOT, EMFILE, EROFS; KILL; TORN (half a write, then KILL)
 *   FAULT_PATH     only calls on paths that contain this
 *   FAULT_STICKY   every later call fails alike
 *   FAULT_MARK     a file that is made when a call was made to fail
 *
 * One line for each change, then its bytes: operation, path, second path, offset, length.
 * Not seen: raw system calls that pass libc by, and writes through memory maps (SQLite's -shm
 * alone, which is made anew). Calls that copy inside the kernel are refused, so that the caller
 * falls back on writes. */
#define _GNU_SOURCE
#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <pthread.h>
#include <signal.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <sys/types.h>
#include <sys/uio.h>
#include <unistd.h>

static pthread_mutex_t lock = PTHREAD_MUTEX_INITIALIZER;
static int record = -2; /* not begun */
static const char *folder;
static size_t folder_length;
static long calls;
static int tripped;

static void begin(void) {
  if (record != -2) return;
  record = -1;
  folder = getenv("RECORD_FOLDER");
  if (!folder) return;
  folder_length = strlen(folder);
  const char *out = getenv("RECORD_OUT");
  int flags = O_CREAT | O_WRONLY | O_APPEND | O_CLOEXEC;
  if (out) record = syscall(SYS_openat, AT_FDCWD, out, flags, 0600);
}

__attribute__((constructor)) static void loaded(void) { begin(); }

static int is_below(const char *path) {
  begin();
  if (!folder || strncmp(path, folder, folder_length) != 0) return 0;
  return path[folder_length] == '/' || path[folder_length] == 0;
}

static int path_of(int fd, char *path) {
  char link[64];
  snprintf(link, sizeof link, "/proc/self/fd/%d", fd);
  ssize_t length = readlink(link, path, PATH_MAX - 1);
  if (length < 0) return 0;
  path[length] = 0;
  return 1;
}

static void absolute(int at, const char *name, char *path) {
  char here[PATH_MAX];
  if (name[0] == '/') {
    snprintf(path, PATH_MAX, "%s", name);
    return;
  }
  if (at == AT_FDCWD ? !getcwd(here, PATH_MAX) : !path_of(at, here)) here[0] = 0;
  if (snprintf(path, PATH_MAX, "%s/%s", here, name) >= PATH_MAX) path[0] = 0;
}

static void note(const char *what, const char *path, const char *second, uint64_t offset,
                 const void *bytes, uint64_t length) {
  if (record < 0) return;
  char head[PATH_MAX * 2 + 128];
  int n = snprintf(head, sizeof head, "%s\t%s\t%s\t%llu\t%llu\n", what, path, second,
                   (unsigned long long)offset, (unsigned long long)length);
  struct iovec parts[3] = {{head, n}, {(void *)bytes, length}, {"\n", 1}};
  pthread_mutex_lock(&lock);
  syscall(SYS_writev, record, parts, 3);
  pthread_mutex_unlock(&lock);
}

/* 0 to go on, -1 for a torn write, else the error to give. */
static int fault(const char *call, const char *path) {
  static const struct { const char *name; int value; } errors[] = {
      {"ENOSPC", ENOSPC}, {"EIO", EIO},       {"EACCES", EACCES},
      {"EDQUOT", EDQUOT}, {"EMFILE", EMFILE}, {"EROFS", EROFS}};
  const char *wanted = getenv("FAULT_CALL"), *only = getenv("FAULT_PATH");
  const char *at = getenv("FAULT_AT"), *what = getenv("FAULT_DO");
  if (!wanted || !what || strcmp(wanted, call) != 0 || !is_below(path)) return 0;
  if (only && !strstr(path, only)) return 0;
  /* What the program under test tells us of its work is no part of it. */
  if (strstr(path, "/_acks")) return 0;
  long number = __sync_add_and_fetch(&calls, 1);
  if (number != (at ? atol(at) : 1) && !(tripped && getenv("FAULT_STICKY"))) return 0;
  tripped = 1;
  const char *mark = getenv("FAULT_MARK");
  if (mark) close(syscall(SYS_openat, AT_FDCWD, mark, O_CREAT | O_WRONLY, 0600));
  if (strcmp(what, "KILL") == 0) kill(getpid(), SIGKILL);
  if (strcmp(what, "TORN") == 0) return -1;
  for (size_t i = 0; i < sizeof errors / sizeof *errors; i++)
    if (strcmp(what, errors[i].name) == 0) return errors[i].value;
  return 0;
}

#define FAIL_WHEN_TOLD(call, path) \
  do { \
    int told = fault(call, path); \
    if (told > 0) { \
      errno = told; \
      return -1; \
    } \
  } while (0)

static ssize_t write_at(int fd, const void *bytes, size_t length, off_t offset, int placed) {
  char path[PATH_MAX];
  if (fd == record || !path_of(fd, path) || !is_below(path))
    return placed ? syscall(SYS_pwrite64, fd, bytes, length, offset)
                  : syscall(SYS_write, fd, bytes, length);
  int told = fault("write", path);
  if (told > 0) {
    errno = told;
    return -1;
  }
  if (!placed) {
    struct stat stat;
    offset = lseek(fd, 0, SEEK_CUR);
    if (fcntl(fd, F_GETFL) & O_APPEND && fstat(fd, &stat) == 0) offset = stat.st_size;
  }
  size_t whole = told < 0 ? length / 2 : length;
  ssize_t written = placed ? syscall(SYS_pwrite64, fd, bytes, whole, offset)
                           : syscall(SYS_write, fd, bytes, whole);
  if (told < 0) kill(getpid(), SIGKILL);
  if (written > 0) note("write", path, "", offset, bytes, written);
  return written;
}

ssize_t write(int fd, const void *b, size_t n) { return write_at(fd, b, n, 0, 0); }
ssize_t pwrite(int fd, const void *b, size_t n, off_t o) { return write_at(fd, b, n, o, 1); }
ssize_t pwrite64(int fd, const void *b, size_t n, off64_t o) { return write_at(fd, b, n, o, 1); }

static ssize_t write_parts(int fd, const struct iovec *parts, int count, off_t offset, int placed) {
  ssize_t total = 0;
  for (int i = 0; i < count; i++) {
    ssize_t n = write_at(fd, parts[i].iov_base, parts[i].iov_len, offset + total, placed);
    if (n < 0) return total ? total : -1;
    total += n;
    if ((size_t)n < parts[i].iov_len) break;
  }
  return total;
}

ssize_t writev(int fd, const struct iovec *v, int c) { return write_parts(fd, v, c, 0, 0); }
ssize_t pwritev(int fd, const struct iovec *v, int c, off_t o) { return write_parts(fd, v, c, o, 1); }
ssize_t pwritev64(int fd, const struct iovec *v, int c, off64_t o) { return write_parts(fd, v, c, o, 1); }

ssize_t copy_file_range(int a, off64_t *b, int c, off64_t *d, size_t e, unsigned f) {
  (void)a, (void)b, (void)c, (void)d, (void)e, (void)f;
  errno = ENOSYS;
  return -1;
}

ssize_t sendfile64(int a, int b, off64_t *c, size_t d) {
  (void)a, (void)b, (void)c, (void)d;
  errno = EINVAL;
  return -1;
}

static int sync_file(int fd, long call) {
  char path[PATH_MAX];
  struct stat stat;
  if (!path_of(fd, path) || !is_below(path)) return syscall(call, fd);
  int told = fault("fsync", path);
  if (told > 0) {
    /* What was to be synced is lost, and a later sync will not say so. */
    note("sync_failed", path, "", 0, "", 0);
    errno = told;
    return -1;
  }
  int done = syscall(call, fd);
  if (done == 0 && fstat(fd, &stat) == 0)
    note(S_ISDIR(stat.st_mode) ? "sync_folder" : "sync", path, "", 0, "", 0);
  return done;
}

int fsync(int fd) { return sync_file(fd, SYS_fsync); }
int fdatasync(int fd) { return sync_file(fd, SYS_fdatasync); }

static int truncate_to(int fd, off_t size) {
  char path[PATH_MAX];
  if (!path_of(fd, path) || !is_below(path)) return syscall(SYS_ftruncate, fd, size);
  FAIL_WHEN_TOLD("truncate", path);
  int done = syscall(SYS_ftruncate, fd, size);
  if (done == 0) note("truncate", path, "", size, "", 0);
  return done;
}

int ftruncate(int fd, off_t size) { return truncate_to(fd, size); }
int ftruncate64(int fd, off64_t size) { return truncate_to(fd, size); }

static int open_at(int at, const char *name, int flags, mode_t mode) {
  char path[PATH_MAX];
  struct stat stat_;
  absolute(at, name, path);
  if (!is_below(path)) return syscall(SYS_openat, at, name, flags, mode);
  FAIL_WHEN_TOLD("open", path);
  int was_there = stat(path, &stat_) == 0;
  int fd = syscall(SYS_openat, at, name, flags, mode);
  if (fd < 0 || flags & O_DIRECTORY) return fd;
  if (!was_there && flags & O_CREAT) note("create", path, "", 0, "", 0);
  else if (flags & O_TRUNC) note("truncate", path, "", 0, "", 0);
  return fd;
}

#define MODE \
  mode_t mode = 0; \
  if (flags & (O_CREAT | O_TMPFILE)) { \
    va_list rest; \
    va_start(rest, flags); \
    mode = va_arg(rest, mode_t); \
    va_end(rest); \
  }
int open(const char *p, int flags, ...) { MODE return open_at(AT_FDCWD, p, flags, mode); }
int open64(const char *p, int flags, ...) { MODE return open_at(AT_FDCWD, p, flags | O_LARGEFILE, mode); }
int openat(int d, const char *p, int flags, ...) { MODE return open_at(d, p, flags, mode); }
int openat64(int d, const char *p, int flags, ...) { MODE return open_at(d, p, flags | O_LARGEFILE, mode); }
int creat(const char *p, mode_t mode) { return open_at(AT_FDCWD, p, O_CREAT | O_WRONLY | O_TRUNC, mode); }

static int rename_at(int d1, const char *from, int d2, const char *to, unsigned flags) {
  char old[PATH_MAX], new[PATH_MAX];
  absolute(d1, from, old);
  absolute(d2, to, new);
  if (is_below(new)) FAIL_WHEN_TOLD("rename", new);
  int done = syscall(SYS_renameat2, d1, from, d2, to, flags);
  if (done == 0 && (is_below(old) || is_below(new))) note("rename", old, new, 0, "", 0);
  return done;
}

int rename(const char *a, const char *b) { return rename_at(AT_FDCWD, a, AT_FDCWD, b, 0); }
int renameat(int c, const char *a, int d, const char *b) { return rename_at(c, a, d, b, 0); }
int renameat2(int c, const char *a, int d, const char *b, unsigned f) { return rename_at(c, a, d, b, f); }

static int unlink_at(int at, const char *name, int flags) {
  char path[PATH_MAX];
  absolute(at, name, path);
  if (is_below(path)) FAIL_WHEN_TOLD("unlink", path);
  int done = syscall(SYS_unlinkat, at, name, flags);
  if (done == 0 && is_below(path))
    note(flags & AT_REMOVEDIR ? "remove_folder" : "unlink", path, "", 0, "", 0);
  return done;
}

int unlink(const char *p) { return unlink_at(AT_FDCWD, p, 0); }
int unlinkat(int d, const char *p, int f) { return unlink_at(d, p, f); }
int rmdir(const char *p) { return unlink_at(AT_FDCWD, p, AT_REMOVEDIR); }

static int make_folder(int at, const char *name, mode_t mode) {
  char path[PATH_MAX];
  absolute(at, name, path);
  int done = syscall(SYS_mkdirat, at, name, mode);
  if (done == 0 && is_below(path)) note("make_folder", path, "", 0, "", 0);
  return done;
}

int mkdir(const char *p, mode_t m) { return make_folder(AT_FDCWD, p, m); }
int mkdirat(int d, const char *p, mode_t m) { return make_folder(d, p, m); }

static int link_at(int d1, const char *from, int d2, const char *to, int flags) {
  char old[PATH_MAX], new[PATH_MAX];
  absolute(d1, from, old);
  absolute(d2, to, new);
  int done = syscall(SYS_linkat, d1, from, d2, to, flags);
  if (done == 0 && is_below(new)) note("link", old, new, 0, "", 0);
  return done;
}

int link(const char *a, const char *b) { return link_at(AT_FDCWD, a, AT_FDCWD, b, 0); }
int linkat(int c, const char *a, int d, const char *b, int f) { return link_at(c, a, d, b, f); }
