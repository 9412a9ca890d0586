/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "jarida-address-table.h"

typedef struct
{
  guint32 mark;   /* the low half of the hash */
  guint32 id;     /* 0: free */
} Slot;

/* Open addressing, linear probing, at most two thirds full. */
struct _JaridaAddressTable
{
  Slot  *slots;   /* (owned) */
  gsize  n_slots; /* a power of two */
  gsize  n;
};

JaridaAddressTable *
jarida_address_table_new (void)
{
  JaridaAddressTable *self = g_new0 (JaridaAddressTable, 1);

  self->n_slots = 1024;
  self->slots = g_new0 (Slot, self->n_slots);
  return self;
}

void
jarida_address_table_free (JaridaAddressTable *self)
{
  g_free (self->slots);
  g_free (self);
}

/* The slot is chosen by the mark alone, so that growing needs nothing but the slots themselves. */
static gsize
first_slot (JaridaAddressTable *self,
            guint32             mark)
{
  return (mark * G_GUINT64_CONSTANT (0x9e3779b97f4a7c15) >> 20) & (self->n_slots - 1);
}

static void
put (JaridaAddressTable *self,
     Slot                slot)
{
  gsize at = first_slot (self, slot.mark);

  while (self->slots[at].id != 0)
    at = (at + 1) & (self->n_slots - 1);
  self->slots[at] = slot;
}

static void
grow (JaridaAddressTable *self)
{
  g_autofree Slot *old = self->slots;
  gsize n_old = self->n_slots;

  self->n_slots *= 2;
  self->slots = g_new0 (Slot, self->n_slots);
  for (gsize i = 0; i < n_old; i++)
    if (old[i].id != 0)
      put (self, old[i]);
}

void
jarida_address_table_add (JaridaAddressTable *self,
                          guint64             hash,
                          guint32             id)
{
  if (self->n * 3 >= self->n_slots * 2)
    grow (self);
  put (self, (Slot) { (guint32) hash, id });
  self->n++;
}

guint32
jarida_address_table_next (JaridaAddressTable *self,
                           guint64             hash,
                           gsize              *position)
{
  gsize start = first_slot (self, (guint32) hash);

  for (; *position < self->n_slots; (*position)++)
    {
      const Slot *slot = &self->slots[(start + *position) & (self->n_slots - 1)];

      if (slot->id == 0)
        return 0;
      if (slot->mark == (guint32) hash)
        {
          (*position)++;
          return slot->id;
        }
    }
  return 0;
}
