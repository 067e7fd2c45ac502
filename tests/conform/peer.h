/* SPDX-License-Identifier: MIT */
/* peer.h - what the runner needs of peer.c. */
#ifndef CONFORM_PEER_H
#define CONFORM_PEER_H

/** Kills every peer and takes all memory of the case back. */
void peers_end(void);

#endif /* CONFORM_PEER_H */
