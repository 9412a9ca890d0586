/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <string.h>

#include "jarida-list-keys.h"

/* The example of the Go package golang.org/x/mod/sumdb/note, which the specification was written from. */
#define PUBLIC "PeterNeumann+c74f20a3+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW"
#define PRIVATE "PRIVATE+KEY+PeterNeumann+c74f20a3+AYEKFALVFGyNhPJEMzD1QIDr+Y7hfZx09iUvxdXHKDFz"
#define BODY "If you think cryptography is the answer to your problem,\nthen you don't know what your problem is.\n"
#define NOTE BODY "\n— PeterNeumann x08go/ZJkuBS9UG/SffcvIAQxVBtiFupLLr8pAcElZInNIuGUgYN1FFYC2pZSNXgKvqfqdngotpRZb6KE6RyyBwJnAM=\n"

static void
test_published (void)
{
  JaridaNoteKey key;
  g_autoptr(JaridaNoteSigner) signer = jarida_note_signer_parse (PRIVATE);
  g_autofree char *note = NULL;
  g_autofree char *body = NULL;
  g_autofree char *key_text = NULL;
  g_autofree char *signer_text = NULL;
  g_autoptr(GError) error = NULL;
  guint who = 9;

  g_assert_true (jarida_note_key_parse (PUBLIC, &key));
  g_assert_cmphex (key.id, ==, 0xc74f20a3);
  g_assert_nonnull (signer);
  note = jarida_signed_note_sign (BODY, &signer, 1);
  g_assert_cmpstr (note, ==, NOTE);
  g_assert_true (jarida_signed_note_open (NOTE, strlen (NOTE), &key, 1, &body, &who, &error));
  g_assert_no_error (error);
  g_assert_cmpstr (body, ==, BODY);
  g_assert_cmpuint (who, ==, 0);
  key_text = jarida_note_key_to_text (&key);
  g_assert_cmpstr (key_text, ==, PUBLIC);
  signer_text = jarida_note_signer_to_text (signer);
  g_assert_cmpstr (signer_text, ==, PRIVATE);
}

static void
test_several (void)
{
  g_autoptr(JaridaNoteSigner) stranger = jarida_note_signer_generate ("stranger.example");
  g_autoptr(JaridaNoteSigner) first = jarida_note_signer_generate ("blocklist-2026a");
  g_autoptr(JaridaNoteSigner) second = jarida_note_signer_generate ("blocklist-2026b");
  JaridaNoteSigner *signers[] = { stranger, second, first };
  JaridaNoteKey keys[] = { *jarida_note_signer_get_key (first), *jarida_note_signer_get_key (second) };
  g_autofree char *note = jarida_signed_note_sign (BODY, signers, 3);
  g_autofree char *by_stranger = jarida_signed_note_sign (BODY, signers, 1);
  g_autofree char *body = NULL;
  g_autofree char *peeked = jarida_signed_note_peek (note, strlen (note));
  g_autoptr(GError) error = NULL;
  char *turned;
  guint who = 9;

  g_assert_cmpstr (peeked, ==, BODY);
  g_assert_true (jarida_signed_note_open (note, strlen (note), keys, 2, &body, &who, &error));
  g_assert_cmpuint (who, ==, 1);
  g_assert_false (jarida_signed_note_open (by_stranger, strlen (by_stranger), keys, 2, &body, &who, &error));
  g_assert_error (error, JARIDA_NOTE_ERROR, JARIDA_NOTE_ERROR_UNKNOWN_KEY);
  g_clear_error (&error);
  /* One good signature does not make up for a wrong one. */
  turned = strstr (note, "blocklist-2026a ") + strlen ("blocklist-2026a ") + 30;
  *turned = *turned == 'A' ? 'B' : 'A';
  g_assert_false (jarida_signed_note_open (note, strlen (note), keys, 2, &body, &who, &error));
  g_assert_error (error, JARIDA_NOTE_ERROR, JARIDA_NOTE_ERROR_BAD_SIGNATURE);
}

/* A key of the same name with other bytes is somebody else. */
static void
test_same_name (void)
{
  g_autoptr(JaridaNoteSigner) signer = jarida_note_signer_generate ("blocklist");
  g_autoptr(JaridaNoteSigner) other = jarida_note_signer_generate ("blocklist");
  g_autofree char *note = jarida_signed_note_sign (BODY, &signer, 1);
  g_autofree char *body = NULL;
  g_autoptr(GError) error = NULL;
  guint who;

  g_assert_false (jarida_signed_note_open (note, strlen (note), jarida_note_signer_get_key (other), 1, &body, &who, &error));
  g_assert_error (error, JARIDA_NOTE_ERROR, JARIDA_NOTE_ERROR_UNKNOWN_KEY);
}

static void
test_malformed (void)
{
  static const char *const notes[] = {
    "", "\n", BODY, BODY "\n", BODY "\n— PeterNeumann\n", BODY "\n— PeterNeumann \n", BODY "\n- PeterNeumann AAAA\n",
    "\n\n— PeterNeumann AAAA\n", BODY "\n— PeterNeumann AAAA\n", BODY "\n— Peter+N AAAA\n",
    BODY "\n— PeterNeumann x08go/ZJkuBS9UG/SffcvIAQxVBtiFupLLr8pAcElZInNIuGUgYN1FFYC2pZSNXgKvqfqdngotpRZb6KE6RyyBwJnAM=",
    BODY "\n— PeterNeumann x08go/ZJkuBS9UG/SffcvIAQxVBtiFupLLr8pAcElZInNIuGUgYN1FFYC2pZSNXgKvqfqdngotpRZb6KE6RyyBwJnAM=\nx\n",
    BODY "\n— PeterNeumann x08go/ZJkuBS9UG/SffcvIAQxVBtiFupLLr8pAcElZInNIuGUgYN1FFYC2pZSNXgKvqfqdngotpRZb6KE6RyyBwJnAM\n",
    "a\tb\n" NOTE, "\xff\n" NOTE, "a\r\n" NOTE, "\x7f\n" NOTE,
  };
  JaridaNoteKey key;

  g_assert_true (jarida_note_key_parse (PUBLIC, &key));
  for (guint i = 0; i < G_N_ELEMENTS (notes); i++)
    {
      g_autofree char *body = NULL;
      g_autoptr(GError) error = NULL;
      guint who;

      g_assert_false (jarida_signed_note_open (notes[i], strlen (notes[i]), &key, 1, &body, &who, &error));
      g_assert_error (error, JARIDA_NOTE_ERROR, JARIDA_NOTE_ERROR_MALFORMED);
    }
}

/* Every bit of it. */
static void
test_turned (void)
{
  g_autofree char *note = g_strdup (NOTE);
  JaridaNoteKey key;

  g_assert_true (jarida_note_key_parse (PUBLIC, &key));
  for (gsize bit = 0; bit < strlen (NOTE) * 8; bit++)
    {
      g_autofree char *body = NULL;
      guint who;

      note[bit / 8] ^= (char) (1 << (bit % 8));
      g_assert_false (jarida_signed_note_open (note, strlen (NOTE), &key, 1, &body, &who, NULL));
      note[bit / 8] ^= (char) (1 << (bit % 8));
    }
}

static void
test_keys (void)
{
  static const char *const wrong[] = {
    "", "PeterNeumann", "PeterNeumann+c74f20a3", "PeterNeumann+c74f20a4+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW",
    "PeterNeuman+c74f20a3+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW", "Peter Neumann+c74f20a3+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW",
    "PeterNeumann+C74F20A3+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW", "PeterNeumann+c74f20a3+Ahpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW",
    "+c74f20a3+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW", PRIVATE,
    /* What libsodium 1.0.18 takes for a slash. */
    "PeterNeumann+c74f20a3+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq\237LDE4izWy10TW",
  };
  JaridaNoteKey key;

  for (guint i = 0; i < G_N_ELEMENTS (wrong); i++)
    g_assert_false (jarida_note_key_parse (wrong[i], &key));
  g_assert_false (jarida_note_key_parse (NULL, &key));
  g_assert_null (jarida_note_signer_parse (PUBLIC));
  g_assert_null (jarida_note_signer_parse ("PRIVATE+KEY+PeterNeumann+c74f20a4+AYEKFALVFGyNhPJEMzD1QIDr+Y7hfZx09iUvxdXHKDFz"));
  g_assert_null (jarida_note_signer_parse (NULL));
}

/* A body in which a signature seems to begin is read to the last one, and one that could be taken for two is not signed. */
static void
test_body_with_signature (void)
{
  g_autoptr(JaridaNoteSigner) signer = jarida_note_signer_generate ("a");
  g_autofree char *note = jarida_signed_note_sign (NOTE, &signer, 1);
  g_autofree char *body = NULL;
  guint who;

  g_assert_true (jarida_signed_note_open (note, strlen (note), jarida_note_signer_get_key (signer), 1, &body, &who, NULL));
  g_assert_cmpstr (body, ==, NOTE);
  g_assert_null (jarida_signed_note_sign ("no line end", &signer, 1));
  g_assert_null (jarida_signed_note_sign ("tab\there\n", &signer, 1));
}

static void
test_list_keys (void)
{
  g_autoptr(JaridaNoteSigner) root = jarida_note_signer_generate ("jarida-root-1");
  g_autoptr(JaridaNoteSigner) stranger = jarida_note_signer_generate ("jarida-root-1");
  g_autoptr(JaridaNoteSigner) list = jarida_note_signer_generate ("blocklist-2026b");
  JaridaListKeys keys = { .serial = 3, .n_keys = 1 };
  g_autoptr(JaridaListKeys) read = NULL;
  g_autofree char *body = NULL;
  g_autofree char *later = NULL;
  g_autofree char *note = NULL;
  g_autofree char *later_note = NULL;
  g_autoptr(GError) error = NULL;

  keys.keys[0] = (JaridaListKey) { *jarida_note_signer_get_key (list), 1795798800, 1795798800 + 90 * 86400 };
  body = jarida_list_keys_format (&keys);
  note = jarida_signed_note_sign (body, &root, 1);
  read = jarida_list_keys_open (note, strlen (note), jarida_note_signer_get_key (root), 1, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (read->serial, ==, 3);
  g_assert_cmpuint (read->n_keys, ==, 1);
  g_assert_cmpmem (&read->keys[0], sizeof read->keys[0], &keys.keys[0], sizeof keys.keys[0]);
  g_assert_null (jarida_list_keys_open (note, strlen (note), jarida_note_signer_get_key (stranger), 1, &error));
  g_assert_error (error, JARIDA_NOTE_ERROR, JARIDA_NOTE_ERROR_UNKNOWN_KEY);

  /* A line of a later version does not lock this one out. */
  later = g_strconcat (body, "witness nobody yet\n", NULL);
  later_note = jarida_signed_note_sign (later, &root, 1);
  jarida_list_keys_free (g_steal_pointer (&read));
  read = jarida_list_keys_open (later_note, strlen (later_note), jarida_note_signer_get_key (root), 1, NULL);
  g_assert_nonnull (read);
}

static void
test_wrong_list_keys (void)
{
  g_autoptr(JaridaNoteSigner) root = jarida_note_signer_generate ("root");
  static const char *const bodies[] = {
    "pressreader-keys/2\nserial 1\nkey " PUBLIC " 2026-11-01T00:00:00Z 2027-02-01T00:00:00Z\n",
    "pressreader-keys/1\nkey " PUBLIC " 2026-11-01T00:00:00Z 2027-02-01T00:00:00Z\n",
    "pressreader-keys/1\nserial 0\nkey " PUBLIC " 2026-11-01T00:00:00Z 2027-02-01T00:00:00Z\n",
    "pressreader-keys/1\nserial 1\nserial 2\nkey " PUBLIC " 2026-11-01T00:00:00Z 2027-02-01T00:00:00Z\n",
    "pressreader-keys/1\nserial 01\nkey " PUBLIC " 2026-11-01T00:00:00Z 2027-02-01T00:00:00Z\n",
    "pressreader-keys/1\nserial 1\n",
    "pressreader-keys/1\nserial 1\nkey " PUBLIC " 2027-11-01T00:00:00Z 2027-02-01T00:00:00Z\n",
    "pressreader-keys/1\nserial 1\nkey " PUBLIC " 2026-11-01 2027-02-01\n",
    "pressreader-keys/1\nserial 1\nkey " PUBLIC " 2026-11-01T00:00:00Z\n",
    "pressreader-keys/1\nserial 1\n\nkey " PUBLIC " 2026-11-01T00:00:00Z 2027-02-01T00:00:00Z\n",
  };

  for (guint i = 0; i < G_N_ELEMENTS (bodies); i++)
    {
      g_autofree char *note = jarida_signed_note_sign (bodies[i], &root, 1);
      g_autoptr(GError) error = NULL;

      g_assert_null (jarida_list_keys_open (note, strlen (note), jarida_note_signer_get_key (root), 1, &error));
      g_assert_error (error, JARIDA_NOTE_ERROR, JARIDA_NOTE_ERROR_MALFORMED);
    }
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/reports/signed-note/published-example", test_published);
  g_test_add_func ("/reports/signed-note/several", test_several);
  g_test_add_func ("/reports/signed-note/same-name", test_same_name);
  g_test_add_func ("/reports/signed-note/malformed", test_malformed);
  g_test_add_func ("/reports/signed-note/turned", test_turned);
  g_test_add_func ("/reports/signed-note/keys", test_keys);
  g_test_add_func ("/reports/signed-note/body-with-signature", test_body_with_signature);
  g_test_add_func ("/reports/list-keys/read", test_list_keys);
  g_test_add_func ("/reports/list-keys/wrong", test_wrong_list_keys);
  return g_test_run ();
}
