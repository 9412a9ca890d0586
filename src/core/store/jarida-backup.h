/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/* A copy of the whole shelf in one file, and a shelf made of such a file. Blocking: for a thread of their own, beside an open store or
 * without one. */

#define JARIDA_BACKUP_ERROR (jarida_backup_error_quark ())
typedef enum
{
  JARIDA_BACKUP_ERROR_PLACE,          /* the file cannot be made there; the message is what the system says */
  JARIDA_BACKUP_ERROR_NOT_READ_BACK,  /* what was written is not what is read: it is gone again */
  JARIDA_BACKUP_ERROR_UNREADABLE,     /* the file cannot be opened; the message is what the system says */
  JARIDA_BACKUP_ERROR_NOT_ONE,        /* the file is something else */
  JARIDA_BACKUP_ERROR_TOO_NEW,        /* a later Jarida made it */
  JARIDA_BACKUP_ERROR_DAMAGED,        /* it is not what was written once, or contradicts itself */
  JARIDA_BACKUP_ERROR_IN_USE,         /* somebody has the shelf open that it would replace */
} JaridaBackupError;
GQuark jarida_backup_error_quark (void);

/* On the thread of the work, at most a hundred times. */
typedef void (*JaridaBackupTell) (guint    percent,
                                  gpointer user_data);

/* How the work is followed and stopped. A value of the caller's. */
typedef struct
{
  JaridaBackupTell  tell;         /* (nullable) */
  gpointer          user_data;
  GCancellable     *cancellable;  /* (nullable) */
} JaridaBackupWatch;

typedef struct
{
  gint64   made_at;      /* unix seconds */
  guint64  n_bytes;      /* of the file */
  guint    n_articles;
  guint    n_sources;
  char   **settings;     /* (owned) (nullable) a key, its value as text, the next key… */
} JaridaBackupFacts;
void jarida_backup_facts_clear (JaridaBackupFacts *self);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (JaridaBackupFacts, jarida_backup_facts_clear)

/* What else goes into a backup than the shelf. A value of the caller's. */
typedef struct
{
  gint64             made_at;
  const char *const *settings;   /* (nullable) as in the facts */
  const char *const *files;      /* (nullable) names in the folder of the shelf: small ones, and not every one need be there */
} JaridaBackupExtras;

/* Writes the shelf of one moment to @path, whoever writes to it meanwhile; nobody waits longer for the shelf than it takes to open it.
 * @frozen: the folder cannot be written. The file gets its name when it is whole, on the disk and read back. */
gboolean jarida_backup_write   (const char                *folder,
                                gboolean                   frozen,
                                const char                *path,
                                const JaridaBackupExtras  *extras,
                                const JaridaBackupWatch   *watch,
                                JaridaBackupFacts         *out_facts,
                                GError                   **error);

/* Makes a shelf of this version in a new folder within @folder, of a file that may be hostile: of it come values only, into tables of
 * ours. @out_staged: its path. It is dropped, when nothing comes of it, by jarida_restore_drop(), or else at the next opening. */
gboolean jarida_restore_stage  (const char                *folder,
                                const char                *path,
                                const JaridaBackupWatch   *watch,
                                char                     **out_staged,
                                JaridaBackupFacts         *out_facts,
                                GError                   **error);
void     jarida_restore_drop   (const char                *staged);
/* Puts it in the place of the shelf in @folder, which nobody may have open: IN_USE. What was there before is kept: @out_aside (nullable:
 * there was nothing) is the path of its folder, called by the day and the time of @now. Cut off in the middle, it is done to its end at
 * the next opening. */
gboolean jarida_restore_finish (const char                *folder,
                                const char                *staged,
                                gint64                     now,
                                char                     **out_aside,
                                GError                   **error);
/* Both, with the shelf locked from the beginning. */
gboolean jarida_restore_run    (const char                *folder,
                                const char                *path,
                                gint64                     now,
                                const JaridaBackupWatch   *watch,
                                char                     **out_aside,
                                JaridaBackupFacts         *out_facts,
                                GError                   **error);
/* What a restoring that was cut off has left is brought to its end, or taken away. By whoever has the shelf alone, before it is opened. */
gboolean jarida_restore_resume (const char                *folder,
                                GError                   **error);

G_END_DECLS
