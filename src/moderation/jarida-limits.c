/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <math.h>
#include <string.h>

#include "jarida-limits.h"

typedef struct
{
  guint8 code[16];
  guint  kind;
} Key;

typedef struct
{
  Key    key;
  double tokens;
  double at;       /* when that was so */
  double full_at;
} Bucket;

struct _JaridaLimits
{
  GHashTable *buckets;   /* (owned) Bucket -> itself */
  guint       max;
};

static guint
hash_key (gconstpointer data)
{
  const Key *key = data;
  guint32 part;

  /* The code is an HMAC: any part of it is as good as a hash. */
  memcpy (&part, key->code, sizeof part);
  return part ^ key->kind * 2654435761u;
}

static gboolean
equal_keys (gconstpointer a,
            gconstpointer b)
{
  const Key *one = a, *other = b;

  return one->kind == other->kind && memcmp (one->code, other->code, sizeof one->code) == 0;
}

JaridaLimits *
jarida_limits_new (guint max_buckets)
{
  JaridaLimits *self = g_new0 (JaridaLimits, 1);

  self->buckets = g_hash_table_new_full (hash_key, equal_keys, NULL, g_free);
  self->max = max_buckets;
  return self;
}

void
jarida_limits_free (JaridaLimits *self)
{
  if (self == NULL)
    return;
  g_hash_table_unref (self->buckets);
  g_free (self);
}

static gboolean
is_full (gpointer key,
         gpointer value,
         gpointer data)
{
  return ((Bucket *) value)->full_at <= *(double *) data;
}

static Bucket *
find_bucket (JaridaLimits      *self,
             guint              kind,
             const guint8       code[16],
             const JaridaLimit *limit,
             double             now)
{
  Key key = { .kind = kind };
  Bucket *bucket;

  memcpy (key.code, code, sizeof key.code);
  bucket = g_hash_table_lookup (self->buckets, &key);
  if (bucket != NULL)
    return bucket;
  if (g_hash_table_size (self->buckets) >= self->max)
    {
      g_hash_table_foreach_remove (self->buckets, is_full, &now);
      /* More origins than memory: that is an attack from many places, which these buckets do not stop anyway. */
      if (g_hash_table_size (self->buckets) >= self->max)
        g_hash_table_remove_all (self->buckets);
    }
  bucket = g_new0 (Bucket, 1);
  bucket->key = key;
  bucket->tokens = limit->burst;
  bucket->at = now;
  g_hash_table_insert (self->buckets, bucket, bucket);
  return bucket;
}

guint
jarida_limits_take (JaridaLimits      *self,
                    guint              kind,
                    const guint8       code[16],
                    const JaridaLimit *limit,
                    double             now)
{
  double rate = (double) limit->burst / MAX (limit->per, 1);
  Bucket *bucket;

  if (limit->burst == 0)
    return MAX (limit->per, 1);
  bucket = find_bucket (self, kind, code, limit, now);
  /* A clock that went back fills nothing. */
  bucket->tokens = MIN (bucket->tokens + MAX (now - bucket->at, 0) * rate, limit->burst);
  bucket->at = now;
  bucket->full_at = now + (limit->burst - bucket->tokens) / rate;
  if (bucket->tokens < 1)
    return (guint) MAX (ceil ((1 - bucket->tokens) / rate), 1);
  bucket->tokens -= 1;
  bucket->full_at += 1 / rate;
  return 0;
}

void
jarida_limits_give (JaridaLimits      *self,
                    guint              kind,
                    const guint8       code[16],
                    const JaridaLimit *limit)
{
  Key key = { .kind = kind };
  Bucket *bucket;

  memcpy (key.code, code, sizeof key.code);
  bucket = g_hash_table_lookup (self->buckets, &key);
  if (bucket != NULL)
    bucket->tokens = MIN (bucket->tokens + 1, limit->burst);
}

guint
jarida_limits_count (JaridaLimits *self)
{
  return g_hash_table_size (self->buckets);
}
