/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <string.h>

#include "fuzz.h"
#include "jarida-list-manifest.h"

#define SECRET "PRIVATE+KEY+PeterNeumann+c74f20a3+AYEKFALVFGyNhPJEMzD1QIDr+Y7hfZx09iUvxdXHKDFz"
#define PUBLIC "PeterNeumann+c74f20a3+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW"
#define NOW 1795798800
#define HEX64 "5a5a5a5a5a5a5a5a5a5a5a5a5a5a5a5a5a5a5a5a5a5a5a5a5a5a5a5a5a5a5a5a"

const FuzzSeed fuzz_seeds[] = {
  { "pressreader-blocklist/1\nseq 4711\ntime 2026-11-27T16:50:00Z\nexpires 2026-12-11T17:00:00Z\nmin_wait 3600\n"
    "full full/4711-5a.pbl 61234 " HEX64 "\ndelta 4710 delta/4710-5a.pbl 212 " HEX64 "\ndelta 4709 delta/4709-5a.pbl 1834 " HEX64 "\n"
    "rules rules/17-5a.json 5120 " HEX64 "\nkeys keys/3.note 420 " HEX64 "\nlog 18234 AAAA\n" },
  { "pressreader-keys/1\nserial 3\nkey " PUBLIC " 2026-11-01T00:00:00Z 2027-02-01T00:00:00Z\n" },
  { "If you think cryptography is the answer to your problem,\nthen you don't know what your problem is.\n"
    "\n\xe2\x80\x94 PeterNeumann x08go/ZJkuBS9UG/SffcvIAQxVBtiFupLLr8pAcElZInNIuGUgYN1FFYC2pZSNXgKvqfqdngotpRZb6KE6RyyBwJnAM=\n" },
  { PUBLIC },
  { SECRET },
  { "3 1f2e3d4c:4711 00000001:4294967295" },
  { NULL },
};

static JaridaNoteSigner *
get_signer (void)
{
  static JaridaNoteSigner *signer;

  if (signer == NULL)
    signer = jarida_note_signer_parse (SECRET);

  return signer;
}

static void
try_raw (const char *text,
         gsize       size)
{
  const JaridaNoteKey *key = jarida_note_signer_get_key (get_signer ());
  g_autofree char *body = NULL;
  g_autofree char *peeked = NULL;
  g_autoptr(GError) error = NULL;
  g_autoptr(JaridaNoteSigner) other = jarida_note_signer_parse (text);
  JaridaNoteKey parsed;
  JaridaListRatchet ratchet;
  g_auto(JaridaListFileRef) ref = { 0 };
  guint who;

  g_assert_true (jarida_signed_note_open (text, size, key, 1, &body, &who, &error) == (error == NULL));
  peeked = jarida_signed_note_peek (text, size);
  g_assert_true (body == NULL || strcmp (body, peeked) == 0);
  jarida_list_manifest_peek_keys (text, size, &ref);
  if (jarida_note_key_parse (text, &parsed))
    {
      g_autofree char *again = jarida_note_key_to_text (&parsed);

      g_assert_cmpstr (again, ==, text);
    }
  if (jarida_list_ratchet_parse (text, &ratchet))
    {
      g_autofree char *again = jarida_list_ratchet_to_text (&ratchet);

      g_assert_cmpstr (again, ==, text);
    }
}

/* With a signature that is right, the readers behind it are reached. What was read is written and read again. */
static void
try_signed (const char *text)
{
  JaridaNoteSigner *signer = get_signer ();
  JaridaListKeys keys = { .serial = 1, .n_keys = 1 };
  JaridaListRatchet ratchet = { 0 };
  g_autofree char *note = jarida_signed_note_sign (text, &signer, 1);
  g_autoptr(JaridaListManifest) manifest = NULL;
  g_autoptr(JaridaListKeys) list_keys = NULL;
  guint plan[JARIDA_LIST_MAX_CHAIN];

  if (note == NULL)
    return;
  keys.keys[0] = (JaridaListKey) { *jarida_note_signer_get_key (signer), 0, G_MAXINT64 / 2 };
  list_keys = jarida_list_keys_open (note, strlen (note), &keys.keys[0].key, 1, NULL);
  manifest = jarida_list_manifest_open (note, strlen (note), &keys, &ratchet, NOW, NULL);
  if (manifest != NULL)
    {
      g_autofree char *body = jarida_list_manifest_format (manifest);
      g_autofree char *signed_again = jarida_signed_note_sign (body, &signer, 1);
      g_autoptr(JaridaListManifest) again = jarida_list_manifest_open (signed_again, strlen (signed_again), &keys, &ratchet, NOW, NULL);
      g_autofree char *body_again = again != NULL ? jarida_list_manifest_format (again) : NULL;

      g_assert_cmpstr (body, ==, body_again);
      jarida_list_manifest_plan (manifest, manifest->seq - 2, plan);
      jarida_list_ratchet_advance (&ratchet, &keys, manifest);
    }
}

int
LLVMFuzzerTestOneInput (const guint8 *data,
                        gsize         size)
{
  g_autofree char *text = size > 0 ? g_strndup ((const char *) data, size) : g_strdup ("");

  try_raw (text, size);
  try_signed (text);

  return 0;
}
