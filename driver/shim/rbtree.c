// SPDX-License-Identifier: MIT
/*
 * rbtree.c - red-black trees
 *
 * The root is black, a red node has no red child, and every way down from a node meets the same
 * number of black nodes.
 */
#include <linux/rbtree.h>

static bool is_red(const struct rb_node *node)
{
	return node && node->rb_red_;
}

/* Puts @to where @from hangs. */
static void replace_child(struct rb_root *root, struct rb_node *from, struct rb_node *to)
{
	struct rb_node *parent = from->rb_parent_;

	if (!parent)
		root->rb_node = to;
	else if (parent->rb_left == from)
		parent->rb_left = to;
	else
		parent->rb_right = to;
	if (to)
		to->rb_parent_ = parent;
}

/* @node goes down to the left or to the right, its other child comes up. */
static void rotate(struct rb_root *root, struct rb_node *node, bool left)
{
	struct rb_node *up = left ? node->rb_right : node->rb_left;
	struct rb_node *inner = left ? up->rb_left : up->rb_right;

	replace_child(root, node, up);
	if (left) {
		node->rb_right = inner;
		up->rb_left = node;
	} else {
		node->rb_left = inner;
		up->rb_right = node;
	}
	if (inner)
		inner->rb_parent_ = node;
	node->rb_parent_ = up;
}

void rb_insert_color(struct rb_node *node, struct rb_root *root)
{
	while (is_red(node->rb_parent_)) {
		struct rb_node *parent = node->rb_parent_, *top = parent->rb_parent_;
		bool left = parent == top->rb_left;
		struct rb_node *uncle = left ? top->rb_right : top->rb_left;

		if (is_red(uncle)) {
			parent->rb_red_ = false;
			uncle->rb_red_ = false;
			top->rb_red_ = true;
			node = top;
			continue;
		}
		if (node == (left ? parent->rb_right : parent->rb_left)) {
			rotate(root, parent, left);
			parent = node;
		}
		parent->rb_red_ = false;
		top->rb_red_ = true;
		rotate(root, top, !left);
		break;
	}
	root->rb_node->rb_red_ = false;
}

/* The way through @node, a child of @parent and maybe NULL, is one black node short. */
static void fix_short(struct rb_root *root, struct rb_node *node, struct rb_node *parent)
{
	while (parent && !is_red(node)) {
		bool left = parent->rb_left == node;
		struct rb_node *sibling = left ? parent->rb_right : parent->rb_left;
		struct rb_node *near, *far;

		if (sibling->rb_red_) {
			sibling->rb_red_ = false;
			parent->rb_red_ = true;
			rotate(root, parent, left);
			sibling = left ? parent->rb_right : parent->rb_left;
		}
		near = left ? sibling->rb_left : sibling->rb_right;
		far = left ? sibling->rb_right : sibling->rb_left;
		if (!is_red(near) && !is_red(far)) {
			sibling->rb_red_ = true;
			node = parent;
			parent = node->rb_parent_;
			continue;
		}
		if (!is_red(far)) {
			near->rb_red_ = false;
			sibling->rb_red_ = true;
			rotate(root, sibling, !left);
			far = sibling;
			sibling = near;
		}
		sibling->rb_red_ = parent->rb_red_;
		parent->rb_red_ = false;
		far->rb_red_ = false;
		rotate(root, parent, left);
		return;
	}
	if (node)
		node->rb_red_ = false;
}

void rb_erase(struct rb_node *node, struct rb_root *root)
{
	struct rb_node *child, *parent, *next;
	bool was_red;

	if (!node->rb_left || !node->rb_right) {
		child = node->rb_left ? node->rb_left : node->rb_right;
		parent = node->rb_parent_;
		was_red = node->rb_red_;
		replace_child(root, node, child);
	} else {
		next = rb_next(node);
		child = next->rb_right;
		was_red = next->rb_red_;
		parent = next->rb_parent_ == node ? next : next->rb_parent_;
		replace_child(root, next, child);
		next->rb_red_ = node->rb_red_;
		next->rb_left = node->rb_left;
		next->rb_right = node->rb_right;
		replace_child(root, node, next);
		next->rb_left->rb_parent_ = next;
		if (next->rb_right)
			next->rb_right->rb_parent_ = next;
	}
	if (!was_red)
		fix_short(root, child, parent);
}

struct rb_node *rb_first(const struct rb_root *root)
{
	struct rb_node *node = root->rb_node;

	while (node && node->rb_left)
		node = node->rb_left;
	return node;
}

struct rb_node *rb_next(const struct rb_node *node)
{
	const struct rb_node *parent = node->rb_parent_;

	if (node->rb_right) {
		node = node->rb_right;
		while (node->rb_left)
			node = node->rb_left;
		return (struct rb_node *)node;
	}
	while (parent && parent->rb_right == node) {
		node = parent;
		parent = node->rb_parent_;
	}
	return (struct rb_node *)parent;
}

/* Nodes below @node, whose parent must be @parent. @height: black nodes on each way down. */
static long count(const struct rb_node *node, const struct rb_node *parent, int *height)
{
	long left, right;
	int left_height, right_height;

	*height = 0;
	if (!node)
		return 0;
	if (node->rb_parent_ != parent || (node->rb_red_ && is_red(parent)))
		return -1;
	left = count(node->rb_left, node, &left_height);
	right = count(node->rb_right, node, &right_height);
	if (left < 0 || right < 0 || left_height != right_height)
		return -1;
	*height = left_height + !node->rb_red_;
	return left + 1 + right;
}

long shim_rb_count(const struct rb_root *root)
{
	int height;

	return is_red(root->rb_node) ? -1 : count(root->rb_node, NULL, &height);
}
