/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/* A text with signatures, as C2SP says (https://c2sp.org/signed-note): lines, an empty one, and for each signature
 * "— NAME BASE64(id signature)". An id is the first four bytes of SHA-256 (name "\n" 0x01 public-key). Ed25519 only. Pure. */

#define JARIDA_NOTE_MAX_BYTES (64 * 1024)
#define JARIDA_NOTE_MAX_SIGNATURES 16
#define JARIDA_NOTE_MAX_NAME 64

typedef struct
{
  char    name[JARIDA_NOTE_MAX_NAME + 1];
  guint32 id;
  guint8  public_key[32];
} JaridaNoteKey;

typedef struct _JaridaNoteSigner JaridaNoteSigner;

#define JARIDA_NOTE_ERROR (jarida_note_error_quark ())
typedef enum
{
  JARIDA_NOTE_ERROR_MALFORMED,       /* not a note, or not a key */
  JARIDA_NOTE_ERROR_UNKNOWN_KEY,     /* signed, by nobody we know */
  JARIDA_NOTE_ERROR_BAD_SIGNATURE,   /* in the name of a key we know */
} JaridaNoteError;
GQuark jarida_note_error_quark (void);

/* "NAME+ID+BASE64", the ID as eight hex digits. */
gboolean          jarida_note_key_parse         (const char *text, JaridaNoteKey *out_key);
char             *jarida_note_key_to_text       (const JaridaNoteKey *self) G_GNUC_WARN_UNUSED_RESULT;

/* @text: nul-terminated, of @length bytes. @out_body: (transfer full) with its last line end. @out_key: the index in @keys of
 * the first that signed. A wrong signature in the name of one of @keys refuses the whole; signatures of others are passed over. */
gboolean          jarida_signed_note_open       (const char           *text,
                                                 gsize                 length,
                                                 const JaridaNoteKey  *keys,
                                                 guint                 n_keys,
                                                 char                **out_body,
                                                 guint                *out_key,
                                                 GError              **error);
/* The body without looking at who signed it: only to learn which keys to ask for. */
char             *jarida_signed_note_peek       (const char *text, gsize length) G_GNUC_WARN_UNUSED_RESULT;

/* For those who publish. @body: ends with a line end. NULL: it cannot be a note. */
char             *jarida_signed_note_sign       (const char *body, JaridaNoteSigner *const *signers, guint n_signers) G_GNUC_WARN_UNUSED_RESULT;
JaridaNoteSigner *jarida_note_signer_generate   (const char *name) G_GNUC_WARN_UNUSED_RESULT;
/* "PRIVATE+KEY+NAME+ID+BASE64". The caller wipes @text. */
JaridaNoteSigner *jarida_note_signer_parse      (const char *text) G_GNUC_WARN_UNUSED_RESULT;
/* To be wiped with sodium_memzero() once it is where it belongs. */
char             *jarida_note_signer_to_text    (const JaridaNoteSigner *self) G_GNUC_WARN_UNUSED_RESULT;
void              jarida_note_signer_free       (JaridaNoteSigner *self);
const JaridaNoteKey *jarida_note_signer_get_key (const JaridaNoteSigner *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (JaridaNoteSigner, jarida_note_signer_free)

G_END_DECLS
