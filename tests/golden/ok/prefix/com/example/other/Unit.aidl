package com.example.other;

parcelable Unit { String name; }
