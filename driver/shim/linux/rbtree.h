/* SPDX-License-Identifier: MIT */
/* rbtree.h - the kernel's red-black tree interface; the colour has its own field here. */
#ifndef SHIM_LINUX_RBTREE_H
#define SHIM_LINUX_RBTREE_H

#include <linux/kernel.h>

struct rb_node {
	struct rb_node *rb_parent_;
	struct rb_node *rb_left;
	struct rb_node *rb_right;
	bool rb_red_;
};

struct rb_root {
	struct rb_node *rb_node;
};

#define RB_ROOT ((struct rb_root){ NULL })
#define rb_entry(ptr, type, member) container_of(ptr, type, member)

static inline void rb_link_node(struct rb_node *node, struct rb_node *parent, struct rb_node **link)
{
	node->rb_parent_ = parent;
	node->rb_left = NULL;
	node->rb_right = NULL;
	node->rb_red_ = true;
	*link = node;
}

void rb_insert_color(struct rb_node *node, struct rb_root *root);
void rb_erase(struct rb_node *node, struct rb_root *root);
struct rb_node *rb_first(const struct rb_root *root);
struct rb_node *rb_next(const struct rb_node *node);

/** shim_rb_count() - how many nodes; -1 where links, colours or heights are wrong. */
long shim_rb_count(const struct rb_root *root);

#endif /* SHIM_LINUX_RBTREE_H */
