/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "brigades.h"

#include <string.h>

#define DAY (24 * 3600)
#define TODAY 20784
#define NOW ((gint64) TODAY * DAY + 12 * 3600)
#define MOST_PEOPLE 12

const Brigade brigades[] = {
  { "T-A1", "1000 new keys, one network", 1000, 0, 0, 250, 1, 1, FALSE, 1000 },
  { "T-A2", "1000 new keys, 500 networks, 50 AS", 1000, 0, 0, 1000, 500, 50, FALSE, 1000 },
  { "T-A2", "1000 keys of three days, 500 networks, AS not known", 1000, 3, 0, 1000, 500, 0, FALSE, 1000 },
  { "T-A3", "1000 keys of 30 days, one address", 1000, 30, 0, 1, 1, 1, FALSE, 1000 },
  { "T-A3", "1000 keys of 30 days, one network", 1000, 30, 0, 250, 1, 1, FALSE, 1500 },
  { "T-A3", "1000 keys of 30 days, one AS", 1000, 30, 0, 1000, 50, 1, FALSE, 2000 },
  { "T-A3", "1000 keys of 30 days, hosting and VPN", 1000, 30, 0, 1000, 300, 30, TRUE, 500 },
  { "T-A4", "two keys with a perfect record", 2, 3000, 10000, 2, 2, 2, FALSE, 2000 },
  { NULL },
};

static JaridaScoreRow
make_row (guint number)
{
  JaridaScoreRow row = { .reason = JARIDA_REASON_VIOLENCE, .received_at = NOW - 60 };

  memcpy (row.reporter, &number, sizeof number);

  return row;
}

static gint64
score_of (const JaridaScoreRow *rows,
          guint                 n_rows)
{
  JaridaScore score;

  jarida_score_compute (rows, n_rows, NOW, JARIDA_SCORE_UNPROVEN, JARIDA_SCORE_MAY_HIDE, &score);

  return score.score;
}

gint64
simulate_brigade (const Brigade *brigade)
{
  g_autofree JaridaScoreRow *all = g_new0 (JaridaScoreRow, brigade->n_keys);
  JaridaScoreRow kept[JARIDA_SCORE_MAX_ROWS];
  guint n_kept = 0;
  gint64 most;

  for (guint i = 0; i < brigade->n_keys; i++)
    {
      JaridaScoreRow *row = &all[i];

      *row = make_row (i + 1);
      row->first_day = TODAY - brigade->age;
      row->agreed = brigade->agreed;
      row->address = i % brigade->n_addresses;
      row->network = row->address % brigade->n_networks;
      row->has_as = brigade->n_as > 0;
      row->as = row->has_as ? row->network % brigade->n_as : 0;
      row->hosting = brigade->hosting;
      if (jarida_score_accepts (kept, n_kept, row, NOW))
        kept[n_kept++] = *row;
    }
  most = score_of (all, brigade->n_keys);

  return MAX (most, score_of (kept, n_kept));
}

/* Where people read from: four large providers and many small ones, in shares that France comes near to. */
static guint
draw_as (GRand *random)
{
  static const int percent[] = { 36, 21, 20, 15 };
  int draw = g_rand_int_range (random, 0, 100);

  for (guint i = 0; i < G_N_ELEMENTS (percent); i++)
    {
      if (draw < percent[i])
        return i + 1;
      draw -= percent[i];
    }

  return 10 + (guint) g_rand_int_range (random, 0, 40);
}

/* 15 of 100 have had the app for less than a week, half of those since today; of the others, one in ten was wrong once, and
 * three in ten were right before. Four of 100 come through a VPN. */
static JaridaScoreRow
draw_person (GRand *random,
             guint  number)
{
  JaridaScoreRow row = make_row (number);
  int draw = g_rand_int_range (random, 0, 100);

  row.first_day = TODAY - (draw < 7 ? 0 : draw < 15 ? g_rand_int_range (random, 1, 7) : 30);
  if (draw >= 15)
    {
      int record = g_rand_int_range (random, 0, 10);

      row.disagreed = record == 0;
      row.agreed = record >= 7;
    }
  row.has_as = TRUE;
  row.as = draw_as (random);
  /* 4,000 networks of 250 addresses each, a provider. */
  row.network = row.as * 4000 + (guint) g_rand_int_range (random, 0, 4000);
  row.address = row.network * 250 + (guint) g_rand_int_range (random, 0, 250);
  row.hosting = g_rand_int_range (random, 0, 100) < 4;

  return row;
}

void
simulate_honest (guint         n_pictures,
                 guint32       seed,
                 HonestShares *out_shares)
{
  g_autoptr(GRand) random = g_rand_new_with_seed (seed);
  guint hidden_at[MOST_PEOPLE + 1] = { 0 };

  for (guint picture = 0; picture < n_pictures; picture++)
    {
      JaridaScoreRow rows[MOST_PEOPLE];
      guint n = 0, n_people = 0;

      do
        {
          JaridaScoreRow person = draw_person (random, ++n_people);

          if (jarida_score_accepts (rows, n, &person, NOW))
            rows[n++] = person;
        }
      while (n_people < MOST_PEOPLE && score_of (rows, n) < JARIDA_SCORE_THRESHOLD);
      hidden_at[n_people]++;
    }
  out_shares->by_two = hidden_at[1] + hidden_at[2];
  out_shares->at_three = (double) hidden_at[3] / n_pictures;
  out_shares->by_four = out_shares->at_three + (double) hidden_at[4] / n_pictures;
  out_shares->by_five = out_shares->by_four + (double) hidden_at[5] / n_pictures;
}
