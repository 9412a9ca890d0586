/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <string.h>

#include "jarida-reputation.h"

#define DAY (24 * 3600)
#define GROWN_UP_DAYS 7
#define FULL_FOR (7 * DAY)
#define HALF_LIFE (30 * DAY)

#define CAP_ADDRESS 1000
#define CAP_NETWORK 1500
#define CAP_AS 2000
#define CAP_HOSTING 500
#define CAP_YOUNG 1000

typedef enum
{
  YOUNG = 1 << 0,
  UNPROVEN = 1 << 1,
  PROVEN = 1 << 2,
} Kind;

#define EVERYBODY (YOUNG | UNPROVEN | PROVEN)

/* One person's word, after all that is in the row. */
typedef struct
{
  const JaridaScoreRow *row;       /* Borrowed */
  gint64                weight;
  Kind                  kind;
} Voice;

static gint64
get_age_days (gint64 first_day,
              gint64 now)
{
  return MAX (now / DAY - first_day, 0);
}

gint64
jarida_weight_maturity (gint64 first_day,
                        gint64 now)
{
  gint64 age = get_age_days (first_day, now);

  return age < 1 ? 250 : age < GROWN_UP_DAYS ? 500 : JARIDA_SCORE_ONE;
}

gint64
jarida_weight_accuracy (gint64 agreed,
                        gint64 disagreed)
{
  if (disagreed >= 3 && 10 * agreed < 3 * (agreed + disagreed))
    return 0;

  return MIN (JARIDA_SCORE_ONE, JARIDA_SCORE_ONE * (agreed + 3) / (agreed + 2 * disagreed + 3));
}

/* Whole numbers only: the same on every machine. Between two halvings along a straight line. */
gint64
jarida_weight_decay (gint64 weight,
                     gint64 received_at,
                     gint64 now)
{
  gint64 age = now - received_at - FULL_FOR;
  gint64 halvings, rest;

  if (age <= 0)
    return weight;
  halvings = age / HALF_LIFE;
  rest = age % HALF_LIFE;
  if (halvings > 16)
    return 0;

  return (weight * (2 * HALF_LIFE - rest) / (2 * HALF_LIFE)) >> halvings;
}

gint64
jarida_weight_of (const JaridaScoreRow *row,
                  gint64                now)
{
  gint64 weight = jarida_weight_maturity (row->first_day, now) * jarida_weight_accuracy (row->agreed, row->disagreed) / JARIDA_SCORE_ONE;

  return jarida_weight_decay (weight, row->received_at, now);
}

static Kind
get_kind (const JaridaScoreRow *row,
          gint64                now)
{
  if (get_age_days (row->first_day, now) < GROWN_UP_DAYS)
    return YOUNG;

  return row->agreed > 0 ? PROVEN : UNPROVEN;
}

static gboolean
is_in_scope (const JaridaScoreRow *row,
             JaridaScoreScope      scope)
{
  return !row->spent && (scope == JARIDA_SCORE_MAY_HIDE ? jarida_report_reason_may_hide (row->reason)
                                                        : jarida_report_reason_counts (row->reason));
}

/* By reporter, the heaviest word of each first. */
static int
compare_reporters (gconstpointer a,
                   gconstpointer b)
{
  const Voice *x = a, *y = b;
  int order = memcmp (x->row->reporter, y->row->reporter, sizeof x->row->reporter);

  return order != 0 ? order : (y->weight > x->weight) - (y->weight < x->weight);
}

static int
compare_numbers (guint64 a,
                 guint64 b)
{
  return (a > b) - (a < b);
}

/* By where they are: hosting apart, then AS, network, address. */
static int
compare_origins (gconstpointer a,
                 gconstpointer b)
{
  const JaridaScoreRow *x = ((const Voice *) a)->row, *y = ((const Voice *) b)->row;
  int order = (x->hosting != 0) - (y->hosting != 0);

  if (order == 0)
    order = (x->has_as != 0) - (y->has_as != 0);
  if (order == 0 && x->has_as)
    order = compare_numbers (x->as, y->as);
  if (order == 0)
    order = compare_numbers (x->network, y->network);
  if (order == 0)
    order = compare_numbers (x->address, y->address);

  return order;
}

static GArray *
collect_voices (const JaridaScoreRow *rows,
                guint                 n_rows,
                gint64                now,
                JaridaScoreScope      scope)
{
  GArray *all = g_array_sized_new (FALSE, FALSE, sizeof (Voice), n_rows);
  guint n = 0;

  for (guint i = 0; i < n_rows; i++)
    {
      Voice voice = { &rows[i], jarida_weight_of (&rows[i], now), get_kind (&rows[i], now) };

      if (voice.weight > 0 && is_in_scope (&rows[i], scope))
        g_array_append_val (all, voice);
    }
  g_array_sort (all, compare_reporters);
  for (guint i = 0; i < all->len; i++)
    {
      const Voice *voice = &g_array_index (all, Voice, i);

      if (n == 0 || memcmp (g_array_index (all, Voice, n - 1).row->reporter, voice->row->reporter, sizeof voice->row->reporter) != 0)
        g_array_index (all, Voice, n++) = *voice;
    }
  g_array_set_size (all, n);
  g_array_sort (all, compare_origins);

  return all;
}

/* Sums up what is sorted, with a ceiling at each storey. */
typedef struct
{
  gint64 address;
  gint64 network;
  gint64 as;
  gint64 hosting;
  gint64 total;
} Tree;

static void
close_address (Tree *tree)
{
  tree->network += MIN (tree->address, CAP_ADDRESS);
  tree->address = 0;
}

static void
close_network (Tree *tree)
{
  close_address (tree);
  tree->as += MIN (tree->network, CAP_NETWORK);
  tree->network = 0;
}

static void
close_as (Tree                 *tree,
          const JaridaScoreRow *row)
{
  close_network (tree);
  if (row->hosting)
    tree->hosting += tree->as;
  else
    tree->total += row->has_as ? MIN (tree->as, CAP_AS) : tree->as;
  tree->as = 0;
}

static gint64
sum_tree (const GArray *voices,
          guint         kinds)
{
  Tree tree = { 0 };
  const JaridaScoreRow *last = NULL;

  for (guint i = 0; i < voices->len; i++)
    {
      const Voice *voice = &g_array_index (voices, Voice, i);
      const JaridaScoreRow *row = voice->row;

      if ((voice->kind & kinds) == 0)
        continue;
      if (last != NULL)
        {
          if (row->hosting != last->hosting || row->has_as != last->has_as || (row->has_as && row->as != last->as))
            close_as (&tree, last);
          else if (row->network != last->network)
            close_network (&tree);
          else if (row->address != last->address)
            close_address (&tree);
        }
      tree.address += voice->weight;
      last = row;
    }
  if (last != NULL)
    close_as (&tree, last);

  return tree.total + MIN (tree.hosting, CAP_HOSTING);
}

static JaridaReportReason
find_reason (const GArray *voices)
{
  gint64 weights[JARIDA_REASON_LAST + 1] = { 0 };
  guint best = 0;

  for (guint i = 0; i < voices->len; i++)
    weights[g_array_index (voices, Voice, i).row->reason] += g_array_index (voices, Voice, i).weight;
  for (guint i = 1; i <= JARIDA_REASON_LAST; i++)
    if (weights[i] > weights[best])
      best = i;

  return best;
}

void
jarida_score_compute (const JaridaScoreRow *rows,
                      guint                 n_rows,
                      gint64                now,
                      gint64                unproven,
                      JaridaScoreScope      scope,
                      JaridaScore          *out_score)
{
  g_autoptr(GArray) voices = collect_voices (rows, n_rows, now, scope);
  gint64 by_kind = MIN (CAP_YOUNG, sum_tree (voices, YOUNG)) + MIN (unproven, sum_tree (voices, UNPROVEN))
                   + sum_tree (voices, PROVEN);

  out_score->score = MIN (sum_tree (voices, EVERYBODY), by_kind);
  out_score->reason = find_reason (voices);
  out_score->n_people = voices->len;
}

/* What cannot hide a picture, or only a little, or no longer. */
static gboolean
is_light (const JaridaScoreRow *row,
          gint64                now)
{
  return row->spent || get_kind (row, now) == YOUNG || row->hosting || !jarida_report_reason_may_hide (row->reason)
         || jarida_weight_accuracy (row->agreed, row->disagreed) == 0;
}

gboolean
jarida_score_accepts (const JaridaScoreRow *rows,
                      guint                 n_rows,
                      const JaridaScoreRow *row,
                      gint64                now)
{
  gboolean light = is_light (row, now);
  guint n_light = 0, n_of_network = 0, n_of_as = 0;

  if (n_rows >= JARIDA_SCORE_MAX_ROWS)
    return FALSE;
  for (guint i = 0; i < n_rows; i++)
    {
      gboolean other_light = is_light (&rows[i], now);

      n_light += other_light;
      /* Of its own kind: five keys made this morning do not shut out their neighbours. */
      n_of_network += rows[i].network == row->network && other_light == light;
      n_of_as += rows[i].has_as && row->has_as && rows[i].as == row->as && other_light == light;
    }

  return (!light || n_light < JARIDA_SCORE_MAX_LIGHT) && n_of_network < JARIDA_SCORE_MAX_OF_NETWORK
         && n_of_as < JARIDA_SCORE_MAX_OF_AS;
}
