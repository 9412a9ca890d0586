/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "jarida-reputation.h"

G_BEGIN_DECLS

/* Invented people who report pictures, honest ones and brigades, held against the rule that the service uses. The same seed
 * gives the same people. */

/* Of @n_pictures that honest people report one after the other: the share hidden at the third, at the fourth at the latest,
 * at the fifth at the latest; and how many were hidden by fewer than three. */
typedef struct
{
  double at_three;
  double by_four;
  double by_five;
  guint  by_two;
} HonestShares;

void   simulate_honest  (guint n_pictures, guint32 seed, HonestShares *out_shares);

typedef struct
{
  const char *id;           /* T-A1 */
  const char *what;
  guint       n_keys;
  gint64      age;          /* days */
  gint64      agreed;
  guint       n_addresses;
  guint       n_networks;
  guint       n_as;         /* 0: not known */
  gboolean    hosting;
  gint64      most;         /* thousandths that the score may reach */
} Brigade;

extern const Brigade brigades[];      /* ends with id NULL */

/* All at once, and one after the other as the service keeps them: the higher of the two scores. */
gint64 simulate_brigade (const Brigade *brigade);

G_END_DECLS
