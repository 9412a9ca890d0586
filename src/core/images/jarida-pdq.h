/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* The perceptual hash PDQ: the same picture re-encoded or made smaller elsewhere has nearly the same 256 bits. Two hashes match
 * when at most 31 bits differ; copies at other newspapers differ by 0 to 20, different pictures by more than 70. Described by
 * Facebook's ThreatExchange (pdq/README.md and the papers it names, github.com/facebook/ThreatExchange); what is computed is equal
 * to its reference program bit for bit, by a shorter way that is explained in jarida-pdq.c. Pure functions, for any thread. */

#define JARIDA_PDQ_BYTES       32
#define JARIDA_PDQ_MAX_CROPS   8
#define JARIDA_PDQ_MATCH       31    /* bits that may differ */
#define JARIDA_PDQ_MIN_QUALITY 50    /* below, a picture has too little in it to be told from others */
#define JARIDA_PDQ_MIN_SIDE    100   /* pixels, of a picture or crop that is worth a hash */

typedef struct
{
  guint8 bits[JARIDA_PDQ_BYTES];   /* in the order of the usual hexadecimal writing */
  guint8 quality;                  /* 0 to 100 */
  guint8 crop;                     /* 0 whole, 1 without its borders, 2 to 7 centre 1.91:1, 16:9, 3:2, 4:3, 1:1, 4:5 */
} JaridaPdq;

/**
 * jarida_pdq_compute:
 * @pixels: rows of RGB (3 channels) or RGBA (4, laid over white) bytes, upright, at full size: after scaling it is another hash
 *
 * Returns: %FALSE when a side is under 5 pixels.
 */
gboolean jarida_pdq_compute  (const guint8 *pixels,
                              int           width,
                              int           height,
                              int           stride,
                              int           n_channels,
                              JaridaPdq    *out_pdq);

/**
 * jarida_pdq_crop_set:
 * @out_set: the hashes, by rising number of their crop
 *
 * The hashes by which a picture is recognised though another newspaper cut it to its own shape: of the whole, of the picture
 * without uniform borders, and of its six usual centred crops. Crops that come out as a rectangle already there are left out, and so
 * are those with a side under %JARIDA_PDQ_MIN_SIDE or a quality under %JARIDA_PDQ_MIN_QUALITY.
 *
 * Returns: how many.
 */
guint    jarida_pdq_crop_set (const guint8 *pixels,
                              int           width,
                              int           height,
                              int           stride,
                              int           n_channels,
                              JaridaPdq     out_set[JARIDA_PDQ_MAX_CROPS]);

/* Bits that differ. */
int      jarida_pdq_distance (const guint8 *a,
                              const guint8 *b);

/* The index of the first of @n hashes, %JARIDA_PDQ_BYTES each without gaps, within @max_distance of @needle; -1: none. */
gssize   jarida_pdq_find     (const guint8 *hashes,
                              gsize         n,
                              const guint8 *needle,
                              int           max_distance);

G_END_DECLS
