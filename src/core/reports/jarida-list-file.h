/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "jarida-list-manifest.h"

G_BEGIN_DECLS

/* What is kept of the block list on this machine: one file, so that list and ratchet are never of two different times. A
 * power cut leaves the old one or the new one. */
typedef struct
{
  JaridaBlockList   *list;         /* (owned) (not nullable) */
  JaridaListRatchet  ratchet;
  gint64             time;         /* of the manifest it came from; 0 none yet */
  gint64             checked_at;   /* when the service last confirmed it, seconds since 1970; 0 never */
  guint              min_wait;
  char              *service;      /* (owned) (nullable) address of whose list it is: numbers of another say nothing; NULL not known */
  char              *etag;         /* (owned) (nullable) of the manifest, to be sent back */
  char              *keys_note;    /* (owned) (nullable) signed by a root: opened again at each start */
  GBytes            *rules;        /* (owned) (nullable) JSON of the asset rules that came with it */
} JaridaListFile;

/* An empty list, as before the first download. */
JaridaListFile *jarida_list_file_new  (void) G_GNUC_WARN_UNUSED_RESULT;
void            jarida_list_file_free (JaridaListFile *self);
/* Blocks, as _save() does. %G_IO_ERROR_NOT_FOUND: there is none yet; JARIDA_LIST_ERROR: damaged, to be fetched anew. */
JaridaListFile *jarida_list_file_load (const char *path, GError **error) G_GNUC_WARN_UNUSED_RESULT;
gboolean        jarida_list_file_save (const JaridaListFile *self, const char *path, GError **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (JaridaListFile, jarida_list_file_free)

G_END_DECLS
