/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "jarida-signed-note.h"

G_BEGIN_DECLS

#define JARIDA_NOTE_KEY_BYTES 33      /* the algorithm, 1 for Ed25519, and the key */

gboolean _jarida_note_is_name      (const char *name, gsize length);
/* Name and public key are there: the id is made of them. */
void     _jarida_note_key_make_id  (JaridaNoteKey *self);
void     _jarida_note_signer_sign  (const JaridaNoteSigner *self, const char *body, guint8 out_signature[64]);

G_END_DECLS
