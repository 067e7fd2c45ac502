oneway interface OnewayForward;
