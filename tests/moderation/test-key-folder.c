/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <glib/gstdio.h>
#include <sodium.h>
#include <string.h>

#include "jarida-key-folder.h"
#include "jarida-list-manifest.h"

/* The keys of an operator, made, renewed and revoked, as the service and as a reader see them. */

#define NOW G_GINT64_CONSTANT (1796040000)   /* 2026-11-30 12:00 UTC */
#define DAY (24 * 3600)

typedef struct
{
  char          *folder;      /* (owned) */
  JaridaNoteKey  roots[2];
} Fixture;

static void
set_up (Fixture       *self,
        gconstpointer  data)
{
  g_autofree char *path = NULL, *text = NULL;
  g_auto(GStrv) lines = NULL;
  g_autoptr(GError) error = NULL;

  self->folder = g_dir_make_tmp ("jarida-keys-XXXXXX", &error);
  g_assert_no_error (error);
  g_assert_true (jarida_key_folder_make (self->folder, NOW, &error));
  g_assert_no_error (error);
  path = g_build_filename (self->folder, "roots.pub", NULL);
  g_assert_true (g_file_get_contents (path, &text, NULL, NULL));
  lines = g_strsplit (text, "\n", -1);
  for (guint i = 0; i < 2; i++)
    g_assert_true (jarida_note_key_parse (lines[i], &self->roots[i]));
}

static void
tear_down (Fixture       *self,
           gconstpointer  data)
{
  static const char *const names[] = { "secret", "list.key", "keys.note", "roots.pub", "root-1.key", "root-2.key" };

  for (gsize i = 0; i < G_N_ELEMENTS (names); i++)
    {
      g_autofree char *path = g_build_filename (self->folder, names[i], NULL);

      g_unlink (path);
    }
  g_assert_cmpint (g_rmdir (self->folder), ==, 0);
  g_free (self->folder);
}

static JaridaKeyFolder *
open_folder (Fixture *self,
             gint64   now)
{
  g_autoptr(GError) error = NULL;
  JaridaKeyFolder *folder = jarida_key_folder_open (self->folder, now, &error);

  g_assert_no_error (error);
  return folder;
}

/* What @signer signs now, read by somebody who has the note of keys of @folder. */
static gboolean
is_believed (Fixture               *self,
             const JaridaKeyFolder *folder,
             JaridaNoteSigner      *signer)
{
  gsize size;
  const char *bytes = g_bytes_get_data (folder->keys_note, &size);
  g_autofree char *note = g_strndup (bytes, size);
  g_autoptr(JaridaListKeys) keys = NULL;
  g_autoptr(JaridaListManifest) manifest = jarida_list_manifest_new (), opened = NULL;
  g_autofree char *body = NULL, *signed_note = NULL;
  JaridaListRatchet ratchet = { 0 };
  g_autoptr(GError) error = NULL;

  keys = jarida_list_keys_open (note, strlen (note), self->roots, 2, &error);
  g_assert_no_error (error);
  manifest->seq = 7;
  manifest->time = NOW;
  manifest->expires = NOW + DAY;
  manifest->full.path = g_strdup ("full/7-0000000000000000.pbl");
  body = jarida_list_manifest_format (manifest);
  signed_note = jarida_signed_note_sign (body, &signer, 1);
  opened = jarida_list_manifest_open (signed_note, strlen (signed_note), keys, &ratchet, NOW, &error);
  if (opened == NULL)
    g_assert_error (error, JARIDA_NOTE_ERROR, JARIDA_NOTE_ERROR_UNKNOWN_KEY);
  return opened != NULL;
}

/* @data: whether the old key is in other hands. Either root key may sign, and one is enough. */
static void
test_next_key (Fixture       *self,
               gconstpointer  data)
{
  const gboolean revoke = GPOINTER_TO_INT (data);
  g_autofree char *root = g_build_filename (self->folder, "root-1.key", NULL);
  g_autoptr(JaridaKeyFolder) first = open_folder (self, NOW);
  g_autoptr(JaridaKeyFolder) second = NULL;
  g_autoptr(GError) error = NULL;

  g_unlink (root);
  g_assert_true (jarida_key_folder_renew (self->folder, NOW, revoke, &error));
  g_assert_no_error (error);
  second = open_folder (self, NOW);
  g_assert_cmpuint (second->serial, ==, first->serial + 1);
  g_assert_cmpint (first->until, >, NOW + 390 * DAY);
  g_assert_cmpint (second->until, >, NOW + 390 * DAY);
  g_assert_cmpmem (second->secret, 32, first->secret, 32);
  g_assert_true (is_believed (self, first, first->signer));
  g_assert_false (is_believed (self, first, second->signer));
  g_assert_true (is_believed (self, second, second->signer));
  g_assert_cmpint (is_believed (self, second, first->signer), ==, !revoke);
}

/* Without a root key nobody makes a key; and a key that has run out does not start the service. */
static void
test_refused (Fixture       *self,
              gconstpointer  data)
{
  static const char *const roots[] = { "root-1.key", "root-2.key" };
  g_autoptr(GError) error = NULL, late = NULL;

  for (gsize i = 0; i < G_N_ELEMENTS (roots); i++)
    {
      g_autofree char *path = g_build_filename (self->folder, roots[i], NULL);

      g_assert_cmpint (g_unlink (path), ==, 0);
    }
  g_assert_false (jarida_key_folder_renew (self->folder, NOW, FALSE, &error));
  g_assert_nonnull (error);
  jarida_key_folder_free (open_folder (self, NOW + 390 * DAY));
  g_assert_null (jarida_key_folder_open (self->folder, NOW + 500 * DAY, &late));
  g_assert_nonnull (late);
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_assert_cmpint (sodium_init (), >=, 0);
  g_test_add ("/moderation/key-folder/renew", Fixture, GINT_TO_POINTER (FALSE), set_up, test_next_key, tear_down);
  g_test_add ("/moderation/key-folder/revoke", Fixture, GINT_TO_POINTER (TRUE), set_up, test_next_key, tear_down);
  g_test_add ("/moderation/key-folder/refused", Fixture, NULL, set_up, test_refused, tear_down);
  return g_test_run ();
}
