package lang;

import lang.Item;

parcelable Slot {
    int before = 1;
    ParcelableHolder held;
    int after = 2;
}
