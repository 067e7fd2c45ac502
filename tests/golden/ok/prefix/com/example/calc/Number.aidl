package com.example.calc;

parcelable Number { long value; }
