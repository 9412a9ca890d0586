/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "jarida-backup.h"
#include "jarida-mishap.h"
#include "jarida-reader.h"

G_BEGIN_DECLS

/* A copy of the whole shelf in one file, and back. Everything here is called on the main thread and answers there. */

typedef void (*JaridaSafekeepingProgress) (guint percent, gpointer user_data);

/* Beside everything else that the shelf does. @settings: (nullable). One at a time: else an error of BUSY. */
void     jarida_reader_back_up_async          (JaridaReader              *self,
                                               const char                *path,
                                               GSettings                 *settings,
                                               GCancellable              *cancellable,
                                               JaridaSafekeepingProgress  progress,
                                               gpointer                   progress_data,
                                               GAsyncReadyCallback        callback,
                                               gpointer                   user_data);
gboolean jarida_reader_back_up_finish         (JaridaReader              *self,
                                               GAsyncResult              *result,
                                               JaridaBackupFacts         *out_facts,
                                               GError                   **error);
/* Makes a shelf of a file, beside the one that is open: the first half of restoring. The second is jarida_safekeeping_replace(). */
void     jarida_reader_prepare_restore_async  (JaridaReader              *self,
                                               const char                *path,
                                               GCancellable              *cancellable,
                                               JaridaSafekeepingProgress  progress,
                                               gpointer                   progress_data,
                                               GAsyncReadyCallback        callback,
                                               gpointer                   user_data);
/* The path of the folder where it lies. */
char    *jarida_reader_prepare_restore_finish (JaridaReader              *self,
                                               GAsyncResult              *result,
                                               JaridaBackupFacts         *out_facts,
                                               GError                   **error) G_GNUC_WARN_UNUSED_RESULT;
/* When the reader is closed: puts it in the place of the shelf in @folder, a few milliseconds, and sets the settings. @out_aside: (nullable)
 * where the shelf of before is. FALSE: the shelf is as it was, and the other is gone. */
gboolean jarida_safekeeping_replace           (const char                *folder,
                                               const char                *staged,
                                               const JaridaBackupFacts   *facts,
                                               GSettings                 *settings,
                                               char                     **out_aside,
                                               GError                   **error);
/* All of it, for whoever has no shelf open. */
void     jarida_safekeeping_restore_async     (const char                *folder,
                                               const char                *path,
                                               GSettings                 *settings,
                                               GCancellable              *cancellable,
                                               JaridaSafekeepingProgress  progress,
                                               gpointer                   progress_data,
                                               GAsyncReadyCallback        callback,
                                               gpointer                   user_data);
gboolean jarida_safekeeping_restore_finish    (GAsyncResult              *result,
                                               char                     **out_aside,
                                               JaridaBackupFacts         *out_facts,
                                               GError                   **error);

/* One that was prepared and is not wanted. Returns at once; takes @staged. */
void     jarida_safekeeping_drop              (char                      *staged);

/* What was mended or restored, at this opening or an earlier one, and not forgotten yet. NULL: nothing. */
const JaridaMishap *jarida_reader_get_mishap  (JaridaReader              *self);
void     jarida_reader_forget_mishap          (JaridaReader              *self);
char    *jarida_mishap_title                  (const JaridaMishap        *mishap) G_GNUC_WARN_UNUSED_RESULT;
/* What happened, what came of it, and where the file of before is: sentences in the person's language. @when, @made: the moments in it,
 * as a person reads them. */
char    *jarida_mishap_text                   (const JaridaMishap        *mishap,
                                               const char                *when,
                                               const char                *made) G_GNUC_WARN_UNUSED_RESULT;
/* TRUE: damage was met since the opening, by the reader's signal "damage-found". */
gboolean jarida_reader_get_damaged            (JaridaReader              *self);

/* For the reader: stops what is under way, and waits for its thread. */
void    _jarida_safekeeping_stop              (JaridaReader              *self);

G_END_DECLS
