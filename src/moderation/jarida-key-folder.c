/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <errno.h>
#include <glib/gstdio.h>
#include <sodium.h>
#include <string.h>

#include "jarida-durable-file.h"
#include "jarida-key-folder.h"
#include "jarida-list-keys.h"

#define MAX_KEY_BYTES 1024
#define DAY ((gint64) 24 * 3600)
/* A list key that nobody renews ends; the app then keeps the list it has and says that it is old. */
#define LIST_KEY_DAYS 400
#define N_ROOTS 2

static GBytes *
read_file (const char  *folder,
           const char  *name,
           gsize        max,
           GError     **error)
{
  g_autofree char *path = g_build_filename (folder, name, NULL);

  return jarida_durable_file_read (path, max, error);
}

static gboolean
write_file (const char         *folder,
            const char         *name,
            const void         *data,
            gsize               size,
            int                 mode,
            JaridaDurableMode   how,
            GError            **error)
{
  g_autofree char *path = g_build_filename (folder, name, NULL);

  return jarida_durable_file_write (path, data, size, mode, how, error);
}

static char *
read_text (const char  *folder,
           const char  *name,
           gsize        max,
           GError     **error)
{
  g_autoptr(GBytes) bytes = read_file (folder, name, max, error);
  gsize size;
  const char *data;

  if (bytes == NULL)
    return NULL;
  data = g_bytes_get_data (bytes, &size);
  return g_strndup (data, size);
}

static JaridaNoteSigner *
read_signer (const char  *folder,
             const char  *name,
             GError     **error)
{
  char *text = read_text (folder, name, MAX_KEY_BYTES, error);
  JaridaNoteSigner *signer;

  if (text == NULL)
    return NULL;
  signer = jarida_note_signer_parse (g_strchomp (text));
  sodium_memzero (text, strlen (text));
  g_free (text);
  if (signer == NULL)
    g_set_error (error, G_IO_ERROR, G_IO_ERROR_INVALID_DATA, "%s holds no key", name);
  return signer;
}

static gboolean
write_signer (const char         *folder,
              const char         *name,
              JaridaNoteSigner   *signer,
              JaridaDurableMode   how,
              GError            **error)
{
  char *text = jarida_note_signer_to_text (signer);
  gboolean done = write_file (folder, name, text, strlen (text), 0600, how, error);

  sodium_memzero (text, strlen (text));
  g_free (text);
  return done;
}

static gboolean
read_roots (const char     *folder,
            JaridaNoteKey   out_keys[N_ROOTS],
            GError        **error)
{
  g_autofree char *text = read_text (folder, "roots.pub", 4 * MAX_KEY_BYTES, error);
  g_auto(GStrv) lines = NULL;

  if (text == NULL)
    return FALSE;
  lines = g_strsplit (g_strchomp (text), "\n", N_ROOTS + 1);
  if (g_strv_length (lines) == N_ROOTS && jarida_note_key_parse (lines[0], &out_keys[0]) && jarida_note_key_parse (lines[1], &out_keys[1]))
    return TRUE;
  g_set_error_literal (error, G_IO_ERROR, G_IO_ERROR_INVALID_DATA, "roots.pub does not hold two keys");
  return FALSE;
}

static JaridaListKeys *
read_keys (const char  *folder,
           GBytes     **out_note,
           GError     **error)
{
  JaridaNoteKey roots[N_ROOTS];
  g_autoptr(GBytes) note = NULL;
  JaridaListKeys *keys;
  gsize size;
  const char *text;
  g_autofree char *copy = NULL;

  if (!read_roots (folder, roots, error) || (note = read_file (folder, "keys.note", JARIDA_NOTE_MAX_BYTES, error)) == NULL)
    return NULL;
  text = g_bytes_get_data (note, &size);
  copy = g_strndup (text, size);
  keys = jarida_list_keys_open (copy, size, roots, N_ROOTS, error);
  if (keys != NULL && out_note != NULL)
    *out_note = g_steal_pointer (&note);
  return keys;
}

/* A manifest that the apps would refuse is not signed in the first place. */
static gboolean
check_signer (JaridaKeyFolder       *self,
              const JaridaListKeys  *keys,
              gint64                 now,
              GError               **error)
{
  guint32 id = jarida_note_signer_get_key (self->signer)->id;

  for (guint i = 0; i < keys->n_keys; i++)
    if (keys->keys[i].key.id == id && keys->keys[i].from <= now && now < keys->keys[i].until)
      {
        self->until = keys->keys[i].until;
        return TRUE;
      }
  g_set_error_literal (error, G_IO_ERROR, G_IO_ERROR_INVALID_DATA, "keys.note does not allow list.key to sign today: --renew-keys makes new ones");
  return FALSE;
}

JaridaKeyFolder *
jarida_key_folder_open (const char  *path,
                        gint64       now,
                        GError     **error)
{
  g_autoptr(JaridaKeyFolder) self = g_new0 (JaridaKeyFolder, 1);
  g_autoptr(GBytes) secret = read_file (path, "secret", sizeof self->secret + 1, error);
  g_autoptr(JaridaListKeys) keys = NULL;

  if (secret == NULL)
    return NULL;
  if (g_bytes_get_size (secret) != sizeof self->secret)
    {
      g_set_error_literal (error, G_IO_ERROR, G_IO_ERROR_INVALID_DATA, "secret does not hold 32 bytes");
      return NULL;
    }
  memcpy (self->secret, g_bytes_get_data (secret, NULL), sizeof self->secret);
  self->signer = read_signer (path, "list.key", error);
  if (self->signer == NULL || (keys = read_keys (path, &self->keys_note, error)) == NULL || !check_signer (self, keys, now, error))
    return NULL;
  self->serial = keys->serial;
  return g_steal_pointer (&self);
}

void
jarida_key_folder_free (JaridaKeyFolder *self)
{
  if (self == NULL)
    return;
  sodium_memzero (self->secret, sizeof self->secret);
  g_clear_pointer (&self->signer, jarida_note_signer_free);
  g_clear_pointer (&self->keys_note, g_bytes_unref);
  g_free (self);
}

static gboolean
write_note (const char            *path,
            const JaridaListKeys  *keys,
            JaridaNoteSigner      *root,
            GError               **error)
{
  g_autofree char *body = jarida_list_keys_format (keys);
  g_autofree char *note = jarida_signed_note_sign (body, &root, 1);

  if (note != NULL)
    return write_file (path, "keys.note", note, strlen (note), 0644, JARIDA_DURABLE_REPLACE, error);
  g_set_error_literal (error, G_IO_ERROR, G_IO_ERROR_FAILED, "keys.note cannot be signed");
  return FALSE;
}

static void
add_key (JaridaListKeys         *keys,
         const JaridaNoteSigner *signer,
         gint64                  now)
{
  JaridaListKey *key = &keys->keys[keys->n_keys++];

  key->key = *jarida_note_signer_get_key (signer);
  key->from = now / DAY * DAY - DAY;
  key->until = key->from + LIST_KEY_DAYS * DAY;
}

static JaridaNoteSigner *
make_list_signer (guint32 serial)
{
  g_autofree char *name = g_strdup_printf ("jarida-list-%u", serial);

  return jarida_note_signer_generate (name);
}

gboolean
jarida_key_folder_make (const char  *path,
                        gint64       now,
                        GError     **error)
{
  g_autoptr(JaridaNoteSigner) first = jarida_note_signer_generate ("jarida-root-1");
  g_autoptr(JaridaNoteSigner) second = jarida_note_signer_generate ("jarida-root-2");
  g_autoptr(JaridaNoteSigner) list = make_list_signer (1);
  g_autofree char *first_text = jarida_note_key_to_text (jarida_note_signer_get_key (first));
  g_autofree char *second_text = jarida_note_key_to_text (jarida_note_signer_get_key (second));
  g_autofree char *roots = g_strdup_printf ("%s\n%s\n", first_text, second_text);
  JaridaListKeys keys = { .serial = 1 };
  guint8 secret[32];

  if (g_mkdir_with_parents (path, 0700) != 0)
    {
      g_set_error (error, G_IO_ERROR, g_io_error_from_errno (errno), "%s: %s", path, g_strerror (errno));
      return FALSE;
    }
  randombytes_buf (secret, sizeof secret);
  add_key (&keys, list, now);
  /* The secret comes first and replaces nothing: a second call changes nothing at all. */
  return write_file (path, "secret", secret, sizeof secret, 0600, JARIDA_DURABLE_KEEP, error)
         && write_signer (path, "root-1.key", first, JARIDA_DURABLE_KEEP, error)
         && write_signer (path, "root-2.key", second, JARIDA_DURABLE_KEEP, error)
         && write_file (path, "roots.pub", roots, strlen (roots), 0644, JARIDA_DURABLE_KEEP, error)
         && write_signer (path, "list.key", list, JARIDA_DURABLE_KEEP, error)
         && write_note (path, &keys, first, error);
}

gboolean
jarida_key_folder_renew (const char  *path,
                         gint64       now,
                         gboolean     revoke,
                         GError     **error)
{
  g_autoptr(JaridaListKeys) old = read_keys (path, NULL, error);
  g_autoptr(JaridaNoteSigner) root = NULL;
  g_autoptr(JaridaNoteSigner) list = NULL;
  JaridaListKeys keys = { 0 };

  if (old == NULL)
    return FALSE;
  root = read_signer (path, "root-1.key", NULL);
  if (root == NULL)
    root = read_signer (path, "root-2.key", error);
  if (root == NULL)
    return FALSE;
  keys.serial = old->serial + 1;
  list = make_list_signer (keys.serial);
  add_key (&keys, list, now);
  /* Manifests of the last key are still under way. */
  for (guint i = 0; !revoke && i < old->n_keys && keys.n_keys < 4; i++)
    if (old->keys[i].until > now)
      keys.keys[keys.n_keys++] = old->keys[i];
  return write_note (path, &keys, root, error)
         && write_signer (path, "list.key", list, JARIDA_DURABLE_REPLACE, error);
}
