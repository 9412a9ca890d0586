/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "jarida-host-queue.h"

#include "jarida-alarm.h"

/* Who may talk to which host now: one at a time, a pause after each, the most wanted first, and no more than so many
 * hosts at once. It knows no network: a turn is a promise to call back. Each host is in one of four states: being
 * talked to (`active`), ready (in `ready`), resting after a request (in `resting`), or gone from the table. */

#define N_KINDS (JARIDA_FETCH_URGENT + 1)
/* A person who waits does not wait for sixty-four slow newspapers. */
#define URGENT_EXTRA 8
/* An article's pictures come from one host, and somebody looks at the holes. */
#define PICTURE_PAUSE_DIVISOR 5

typedef struct
{
  char          *name;               /* (owned) */
  GQueue         waiting[N_KINDS];   /* of JaridaTurn (owned) */
  JaridaTurn    *active;             /* (owned) (nullable) */
  gint64         last_end;           /* monotonic; 0: never talked to */
  int            ready_kind;         /* which queue of `ready` it is in, or -1 */
  GSequenceIter *rest;               /* (nullable) its place in `resting` */
} Host;

struct _JaridaTurn
{
  JaridaHostQueue *queue;
  Host            *host;
  JaridaFetchKind  kind;
  JaridaTurnFunc   func;
  gpointer         user_data;
};

struct _JaridaHostQueue
{
  GHashTable *hosts;            /* (owned) name (borrowed from the host) -> Host (owned) */
  GQueue      ready[N_KINDS];   /* of Host, by the kind of its most wanted turn */
  GSequence  *resting;          /* (owned) of Host, by the end of its pause */
  GSource    *alarm;            /* (owned) */
  gint64      pause;            /* microseconds */
  guint       max_active;
  guint       n_active;
};

static void
host_free (gpointer data)
{
  Host *host = data;

  for (int kind = 0; kind < N_KINDS; kind++)
    g_queue_clear_full (&host->waiting[kind], g_free);
  g_free (host->active);
  g_free (host->name);
  g_free (host);
}

/* The kind of the most wanted turn, or -1. */
static int
host_top (Host *host)
{
  for (int kind = N_KINDS - 1; kind >= 0; kind--)
    if (!g_queue_is_empty (&host->waiting[kind]))
      return kind;

  return -1;
}

static gint64
rest_end (JaridaHostQueue *self,
          Host            *host,
          int              kind)
{
  if (host->last_end == 0 || kind == JARIDA_FETCH_URGENT)
    return 0;
  if (kind == JARIDA_FETCH_PICTURE || kind == JARIDA_FETCH_AHEAD_PICTURE)
    return host->last_end + self->pause / PICTURE_PAUSE_DIVISOR;

  return host->last_end + self->pause;
}

static int
compare_rest (gconstpointer a,
              gconstpointer b,
              gpointer      user_data)
{
  JaridaHostQueue *self = user_data;
  gint64 end_a = rest_end (self, (Host *) a, host_top ((Host *) a));
  gint64 end_b = rest_end (self, (Host *) b, host_top ((Host *) b));

  return (end_a > end_b) - (end_a < end_b);
}

/* Takes the host out of the lists; must come before anything that changes when its rest ends. */
static void
unplace (JaridaHostQueue *self,
         Host            *host)
{
  if (host->ready_kind >= 0)
    g_queue_remove (&self->ready[host->ready_kind], host);
  host->ready_kind = -1;
  g_clear_pointer (&host->rest, g_sequence_remove);
}

/* Puts the host where its state says; it may be freed here. */
static void
place (JaridaHostQueue *self,
       Host            *host,
       gint64           now)
{
  int top = host_top (host);

  if (host->active != NULL)
    return;

  if (rest_end (self, host, top) > now)
    host->rest = g_sequence_insert_sorted (self->resting, host, compare_rest, self);
  else if (top >= 0)
    {
      host->ready_kind = top;
      g_queue_push_tail (&self->ready[top], host);
    }
  else
    g_hash_table_remove (self->hosts, host->name);
}

/* The first host that may be talked to now, taken out of the ready ones, or NULL. */
static Host *
pop_ready (JaridaHostQueue *self)
{
  for (int kind = N_KINDS - 1; kind >= 0; kind--)
    {
      guint limit = self->max_active + (kind == JARIDA_FETCH_URGENT ? URGENT_EXTRA : 0);
      Host *host = self->n_active < limit ? g_queue_pop_head (&self->ready[kind]) : NULL;

      if (host != NULL)
        {
          host->ready_kind = -1;
          return host;
        }
    }

  return NULL;
}

static Host *
first_resting (JaridaHostQueue *self)
{
  GSequenceIter *first = g_sequence_get_begin_iter (self->resting);

  return g_sequence_iter_is_end (first) ? NULL : g_sequence_get (first);
}

static gboolean
alarm_cb (gpointer user_data)
{
  JaridaHostQueue *self = user_data;
  gint64 now = g_get_monotonic_time ();
  Host *host;

  while ((host = first_resting (self)) != NULL && rest_end (self, host, host_top (host)) <= now)
    {
      unplace (self, host);
      place (self, host, now);
    }

  /* The callee may ask for turns and end them: the lists are looked at anew each time. */
  while ((host = pop_ready (self)) != NULL)
    {
      host->active = g_queue_pop_head (&host->waiting[host_top (host)]);
      self->n_active++;
      host->active->func (host->active->user_data);
    }

  host = first_resting (self);
  g_source_set_ready_time (self->alarm, host != NULL ? rest_end (self, host, host_top (host)) : -1);
  return G_SOURCE_CONTINUE;
}

JaridaHostQueue *
jarida_host_queue_new (guint max_active)
{
  JaridaHostQueue *self = g_new0 (JaridaHostQueue, 1);

  self->hosts = g_hash_table_new_full (g_str_hash, g_str_equal, NULL, host_free);
  self->resting = g_sequence_new (NULL);
  self->max_active = max_active;
  self->alarm = jarida_alarm_new ();
  g_source_set_callback (self->alarm, alarm_cb, self, NULL);
  g_source_set_static_name (self->alarm, "[jarida] host queue");
  g_source_attach (self->alarm, g_main_context_get_thread_default ());
  return self;
}

void
jarida_host_queue_free (JaridaHostQueue *self)
{
  g_source_destroy (self->alarm);
  g_source_unref (self->alarm);
  g_sequence_free (self->resting);
  for (int kind = 0; kind < N_KINDS; kind++)
    g_queue_clear (&self->ready[kind]);
  g_hash_table_unref (self->hosts);
  g_free (self);
}

void
jarida_host_queue_set_pause (JaridaHostQueue *self,
                             guint            milliseconds)
{
  self->pause = (gint64) milliseconds * 1000;
  /* Those that rest now have other ends, perhaps in another order. */
  g_sequence_sort (self->resting, compare_rest, self);
  g_source_set_ready_time (self->alarm, 0);
}

JaridaTurn *
jarida_host_queue_wait (JaridaHostQueue *self,
                        const char      *name,
                        JaridaFetchKind  kind,
                        JaridaTurnFunc   func,
                        gpointer         user_data)
{
  Host *host = g_hash_table_lookup (self->hosts, name);
  JaridaTurn *turn = g_new0 (JaridaTurn, 1);

  if (host == NULL)
    {
      host = g_new0 (Host, 1);
      host->name = g_strdup (name);
      host->ready_kind = -1;
      g_hash_table_insert (self->hosts, host->name, host);
    }

  *turn = (JaridaTurn) { .queue = self, .host = host, .kind = kind, .func = func, .user_data = user_data };

  /* A host that is ready for something at least as much wanted keeps its place. */
  if (host->ready_kind < (int) kind)
    unplace (self, host);
  g_queue_push_tail (&host->waiting[kind], turn);
  if (host->ready_kind < 0)
    place (self, host, g_get_monotonic_time ());

  g_source_set_ready_time (self->alarm, 0);
  return turn;
}

void
jarida_turn_end (JaridaTurn *turn)
{
  JaridaHostQueue *self = turn->queue;
  Host *host = turn->host;
  gint64 now = g_get_monotonic_time ();

  unplace (self, host);
  if (host->active == turn)
    {
      host->active = NULL;
      host->last_end = now;
      self->n_active--;
    }
  else
    g_queue_remove (&host->waiting[turn->kind], turn);
  g_free (turn);

  place (self, host, now);
  g_source_set_ready_time (self->alarm, 0);
}
